import { z } from 'zod';
import { emailAddress, handle, inviteId, timestamp, typedText, workspaceId } from './primitives.js';
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

export const member = z.object({ user, role: workspaceRole, joinedAt: timestamp }).meta({ id: 'Member' });
export type Member = z.infer<typeof member>;

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
    role: workspaceRole,
    expiresAt: timestamp,
    maxUses: z.number().int().nullable(),
  })
  .meta({ id: 'Invite' });
export type Invite = z.infer<typeof invite>;

export const invitePreview = z
  .object({
    workspace: z.object({ name: z.string(), description: z.string(), memberCount: z.number().int() }),
    invitedBy: z.string(),
    role: workspaceRole,
    expiresAt: timestamp,
  })
  .meta({ id: 'InvitePreview' });
export type InvitePreview = z.infer<typeof invitePreview>;
