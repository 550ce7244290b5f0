import type { CreateWorkspaceRequest, UpdateWorkspaceRequest, Workspace } from '#contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { keys, queryClient } from '../../lib/query.js';
import { expectGone } from '../../realtime/realtime.js';

/** All my workspaces, over every page of the list. */
async function fetchWorkspaces(): Promise<Workspace[]> {
  const workspaces: Workspace[] = [];
  let cursor: string | null = null;
  do {
    const from: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page = await api<{ items: Workspace[]; nextCursor: string | null }>(`/workspaces?limit=100${from}`);
    workspaces.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return workspaces;
}

/** The workspaces that I am in, kept fresh by live events. */
export const useWorkspaces = () => useQuery({ queryKey: keys.workspaces, queryFn: fetchWorkspaces });

/** Takes a workspace in that an answer brought: in its place, or at the end. */
export const keepWorkspace = (workspace: Workspace): Workspace => {
  queryClient.setQueryData<Workspace[]>(keys.workspaces, (before = []) => {
    const index = before.findIndex(({ id }) => id === workspace.id);
    return index < 0 ? [...before, workspace] : before.with(index, workspace);
  });
  return workspace;
};

export const createWorkspace = (body: CreateWorkspaceRequest) =>
  api<Workspace>('/workspaces', { method: 'POST', body }).then(keepWorkspace);

export const updateWorkspace = (workspaceId: string, body: UpdateWorkspaceRequest) =>
  api<Workspace>(`/workspaces/${workspaceId}`, { method: 'PATCH', body }).then(keepWorkspace);

/** Makes another member the owner in my place. */
export const handOver = (workspaceId: string, userId: string) =>
  api<Workspace>(`/workspaces/${workspaceId}/transfer`, { method: 'POST', body: { userId } }).then(keepWorkspace);

/** Leaves a workspace; live events take it off the page. */
export const leaveWorkspace = (workspaceId: string, userId: string) => {
  expectGone(workspaceId);
  return api<void>(`/workspaces/${workspaceId}/members/${userId}`, { method: 'DELETE' });
};

/** Deletes a workspace for everybody. */
export const deleteWorkspace = ({ id, name }: Workspace) => {
  expectGone(id);
  return api<void>(`/workspaces/${id}`, { method: 'DELETE', body: { name } });
};
