import type { Member, WorkspaceRole } from '#contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { keys, queryClient } from '../../lib/query.js';

interface MembersPage {
  items: Member[];
  nextCursor: string | null;
}

/** The members whose name holds `q`, page by page. */
export const useMembers = (workspaceId: string, q: string) =>
  useInfiniteQuery({
    queryKey: keys.members(workspaceId, q),
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) });
      return api<MembersPage>(`/workspaces/${workspaceId}/members?${query.toString()}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    placeholderData: (before) => before,
    staleTime: 0,
  });

const refetch = (workspaceId: string) => queryClient.invalidateQueries({ queryKey: keys.membersOf(workspaceId) });

export const setRole = async (workspaceId: string, userId: string, role: WorkspaceRole): Promise<void> => {
  await api<Member>(`/workspaces/${workspaceId}/members/${userId}`, { method: 'PATCH', body: { role } });
  await refetch(workspaceId);
};

export const removeMember = async (workspaceId: string, userId: string): Promise<void> => {
  await api<void>(`/workspaces/${workspaceId}/members/${userId}`, { method: 'DELETE' });
  await refetch(workspaceId);
};
