import type { CreateWorkspaceRequest, Invite, InvitePreview, Workspace } from '#contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { keys, queryClient } from '../../lib/query.js';
import { request } from '../../lib/request.js';

/** The workspaces that I am in. */
export const useWorkspaces = () =>
  useQuery({
    queryKey: keys.workspaces,
    queryFn: async () => (await api<{ items: Workspace[] }>('/workspaces?limit=100')).items,
  });

const keepWorkspace = (workspace: Workspace) => {
  queryClient.setQueryData<Workspace[]>(keys.workspaces, (before) => [
    ...(before ?? []).filter((it) => it.id !== workspace.id),
    workspace,
  ]);
  return workspace;
};

export const createWorkspace = (body: CreateWorkspaceRequest) =>
  api<Workspace>('/workspaces', { method: 'POST', body }).then(keepWorkspace);

/** A link for newcomers, good for a week. */
export const createInvite = (workspaceId: string, role: 'member' | 'guest') =>
  api<Invite>(`/workspaces/${workspaceId}/invite`, { method: 'POST', body: { role } });

/** What an invitation leads to; anyone who has the link may see it. */
export const useInvitePreview = (code: string | undefined) =>
  useQuery({
    queryKey: keys.invite(code ?? ''),
    queryFn: () => request<InvitePreview>(`/invites/${encodeURIComponent(code ?? '')}`),
    enabled: code !== undefined,
  });

export const acceptInvite = (code: string) =>
  api<Workspace>(`/invites/${encodeURIComponent(code)}/accept`, { method: 'POST' }).then(keepWorkspace);
