import type { Invite, InvitePreview, InviteRequest, MyInvites, OpenInvite, Workspace } from '#contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { keys, queryClient } from '../../lib/query.js';
import { request } from '../../lib/request.js';
import { sessionStore } from '../../lib/session.js';
import { keepWorkspace } from './api.js';

interface OpenInvitesPage {
  items: OpenInvite[];
  nextCursor: string | null;
}

/** The invitations that are out: mine, or all where I look after the members. */
export const useOpenInvites = (workspaceId: string) =>
  useInfiniteQuery({
    queryKey: keys.openInvites(workspaceId),
    queryFn: ({ pageParam, signal }) => {
      const from = pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : '';
      return api<OpenInvitesPage>(`/workspaces/${workspaceId}/invites${from}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    staleTime: 0,
  });

const refetch = (workspaceId: string) => queryClient.invalidateQueries({ queryKey: keys.openInvites(workspaceId) });

/** Whom an invitation is for, until when, and for how many. */
export type NewInvite = Partial<InviteRequest>;

export const createInvite = async (workspaceId: string, body: NewInvite): Promise<Invite> => {
  const invite = await api<Invite>(`/workspaces/${workspaceId}/invite`, { method: 'POST', body });
  await refetch(workspaceId);
  return invite;
};

export const revokeInvite = async (workspaceId: string, inviteId: string): Promise<void> => {
  await api<void>(`/workspaces/${workspaceId}/invites/${inviteId}`, { method: 'DELETE' });
  await refetch(workspaceId);
};

/** The invitations that name me, kept fresh by live events. */
export const useMyInvites = () =>
  useQuery({ queryKey: keys.myInvites, queryFn: async () => (await api<MyInvites>('/invites')).items });

/** What an invitation leads to; anyone who has the link may see it, and by its id the one whom it names. */
export const useInvitePreview = (code: string | undefined) =>
  useQuery({
    queryKey: keys.invite(code ?? ''),
    queryFn: () => {
      const path = `/invites/${encodeURIComponent(code ?? '')}`;
      return sessionStore.get().kind === 'signed-in' ? api<InvitePreview>(path) : request<InvitePreview>(path);
    },
    enabled: code !== undefined,
    staleTime: 0,
  });

/** Comes into a workspace, by a code or by the id of an invitation that names me. */
export const acceptInvite = async (code: string): Promise<Workspace> => {
  const workspace = keepWorkspace(
    await api<Workspace>(`/invites/${encodeURIComponent(code)}/accept`, { method: 'POST' }),
  );
  await queryClient.invalidateQueries({ queryKey: keys.myInvites });
  await queryClient.invalidateQueries({ queryKey: keys.rooms });
  return workspace;
};

export const declineInvite = async (inviteId: string): Promise<void> => {
  await api<void>(`/invites/${inviteId}`, { method: 'DELETE' });
  await queryClient.invalidateQueries({ queryKey: keys.myInvites });
};
