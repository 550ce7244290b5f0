import type { ServerRole, Workspace } from '#contract';
import { workspacePermissions } from '#domain';
import type { WorkspaceOfMember } from './workspaces.repository.js';

/** A workspace as one of its members sees it. */
export const presentWorkspace = (
  { workspace, role, memberCount }: WorkspaceOfMember,
  serverRole: ServerRole,
): Workspace => ({
  id: workspace.id,
  name: workspace.name,
  description: workspace.description,
  pictureUrl: null,
  role,
  memberCount,
  can: workspacePermissions({ serverRole, workspaceRole: role }),
});
