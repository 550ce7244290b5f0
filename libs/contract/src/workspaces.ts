import { z } from 'zod';
import {
  emailAddress,
  fileId,
  handle,
  inviteId,
  pageQuery,
  timestamp,
  typedText,
  userId,
  workspaceId,
} from './primitives.js';
import { user } from './users.js';

export const WORKSPACE_ROLES = ['owner', 'member', 'guest'] as const;
export const workspaceRole = z.enum(WORKSPACE_ROLES);
export type WorkspaceRole = z.infer<typeof workspaceRole>;

export const WORKSPACE_ACTIONS = [
  'workspace.read',
  'workspace.update',
  'workspace.delete',
  'workspace.invite',
  'workspace.manageMembers',
  'room.create',
  'room.discover',
] as const;
export type WorkspaceAction = (typeof WORKSPACE_ACTIONS)[number];

export const workspace = z
  .object({
    id: workspaceId,
    name: z.string(),
    description: z.string(),
    pictureUrl: z.string().nullable(),
    role: workspaceRole.meta({ description: 'My role in it' }),
    memberCount: z.number().int(),
    can: z.record(z.enum(WORKSPACE_ACTIONS), z.boolean()),
  })
  .meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof workspace>;

export const createWorkspaceRequest = z
  .strictObject({ name: typedText({ min: 1, max: 80 }), description: typedText({ max: 500 }).default('') })
  .meta({ id: 'CreateWorkspaceRequest' });
export type CreateWorkspaceRequest = z.infer<typeof createWorkspaceRequest>;

export const updateWorkspaceRequest = z
  .strictObject({
    name: typedText({ min: 1, max: 80 }).optional(),
    description: typedText({ max: 500 }).optional(),
    pictureFileId: fileId.nullable().optional().meta({ description: 'Of an upload with purpose `workspace`' }),
  })
  .meta({ id: 'UpdateWorkspaceRequest' });
export type UpdateWorkspaceRequest = z.infer<typeof updateWorkspaceRequest>;

/** The name, typed in, so that nobody deletes a workspace by mistake (R15). */
export const deleteWorkspaceRequest = z
  .strictObject({ name: typedText({ min: 1, max: 80 }) })
  .meta({ id: 'DeleteWorkspaceRequest' });
export type DeleteWorkspaceRequest = z.infer<typeof deleteWorkspaceRequest>;

export const memberRoleRequest = z.strictObject({ role: workspaceRole }).meta({ id: 'MemberRoleRequest' });
export type MemberRoleRequest = z.infer<typeof memberRoleRequest>;

export const handOverRequest = z.strictObject({ userId }).meta({ id: 'HandOverRequest' });
export type HandOverRequest = z.infer<typeof handOverRequest>;

export const member = z.object({ user, role: workspaceRole, joinedAt: timestamp }).meta({ id: 'Member' });
export type Member = z.infer<typeof member>;

export const membersQuery = pageQuery.extend({
  q: typedText({ max: 100 }).optional().meta({ description: 'Part of the username or display name' }),
});
export type MembersQuery = z.infer<typeof membersQuery>;

export const inviteRequest = z
  .strictObject({
    username: handle.optional(),
    email: emailAddress.optional(),
    role: z.enum(['member', 'guest']).default('member'),
    expiresInHours: z.number().int().min(1).max(8760).default(168),
    maxUses: z.number().int().min(1).max(1000).optional(),
  })
  .meta({ id: 'InviteRequest' });
export type InviteRequest = z.infer<typeof inviteRequest>;

export const invite = z
  .object({
    id: inviteId,
    code: z.string(),
    url: z.string(),
    qrSvg: z.string().meta({ description: 'The address as a QR code, an SVG document' }),
    role: workspaceRole,
    expiresAt: timestamp,
    maxUses: z.number().int().nullable(),
    mailed: z.boolean().meta({ description: 'It goes out by e-mail; else the address has to be handed on' }),
  })
  .meta({ id: 'Invite' });
export type Invite = z.infer<typeof invite>;

/** An invitation as the members who look after them see it: without its code, which was shown once. */
export const openInvite = z
  .object({
    id: inviteId,
    role: workspaceRole,
    for: z.string().nullable().meta({ description: 'Username or e-mail address; null: whoever has the link' }),
    createdBy: z.string(),
    createdAt: timestamp,
    expiresAt: timestamp,
    maxUses: z.number().int().nullable(),
    uses: z.number().int(),
  })
  .meta({ id: 'OpenInvite' });
export type OpenInvite = z.infer<typeof openInvite>;

/** An invitation that names me, by username or e-mail address. */
export const myInvite = z
  .object({
    id: inviteId.meta({ description: 'Stands for the code in `/invites/{code}` for the one who is invited' }),
    workspaceName: z.string(),
    invitedBy: z.string(),
    role: workspaceRole,
    expiresAt: timestamp,
  })
  .meta({ id: 'MyInvite' });
export type MyInvite = z.infer<typeof myInvite>;
export const myInvites = z.object({ items: z.array(myInvite) }).meta({ id: 'MyInvites' });
export type MyInvites = z.infer<typeof myInvites>;

export const invitePreview = z
  .object({
    workspace: z.object({ name: z.string(), description: z.string(), memberCount: z.number().int() }),
    invitedBy: z.string(),
    role: workspaceRole,
    expiresAt: timestamp,
  })
  .meta({ id: 'InvitePreview' });
export type InvitePreview = z.infer<typeof invitePreview>;
