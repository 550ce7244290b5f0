import type { Member, OpenInvite, ServerRole, User, Workspace } from '#contract';
import { workspacePermissions } from '#domain';
import { pictureUrl } from '../files/files.service.js';
import type { InviteRow } from './invite.entity.js';
import type { WorkspaceMember } from './workspace-member.entity.js';
import type { WorkspaceOfMember } from './workspaces.repository.js';

/** A workspace as one of its members sees it. */
export const presentWorkspace = (
  { workspace, role, memberCount }: WorkspaceOfMember,
  serverRole: ServerRole,
): Workspace => {
  const can = workspacePermissions({ serverRole, workspaceRole: role });
  return {
    id: workspace.id,
    name: workspace.name,
    description: workspace.description,
    pictureUrl: workspace.pictureFileId && pictureUrl(workspace.pictureFileId),
    role,
    memberCount,
    // The workspace that everybody is in stays (rulings 19).
    can: { ...can, 'workspace.delete': can['workspace.delete'] && !workspace.isDefault },
  };
};

export const presentMember = ({ role, joinedAt }: WorkspaceMember, user: User): Member => ({
  user,
  role,
  joinedAt: joinedAt.toISOString(),
});

/** An invitation without its code, which was shown once. */
export const presentOpenInvite = (invite: InviteRow, people: Map<string, User>): OpenInvite => ({
  id: invite.id,
  role: invite.role,
  for: invite.forEmail ?? (invite.forUserId && (people.get(invite.forUserId)?.username ?? '')),
  createdBy: people.get(invite.createdBy)?.displayName ?? '',
  createdAt: invite.createdAt.toISOString(),
  expiresAt: invite.expiresAt.toISOString(),
  maxUses: invite.maxUses,
  uses: invite.uses,
});
