import type { RoomAction, RoomRole, SERVER_PERMISSIONS, ServerRole, WorkspaceAction, WorkspaceRole } from '#contract';
import { effectiveRoomRole, type RoomFacts } from './room-role.js';

/** What one can do on the server as a whole. */
export type ServerAction = (typeof SERVER_PERMISSIONS)[number];

/** Who may do what in a room (R23; rulings 22 for the rows that R23 doesn't name). */
const ROOM_RIGHTS: Readonly<Record<RoomAction, readonly RoomRole[]>> = {
  'room.read': ['owner', 'admin', 'member', 'viewer'],
  'room.search': ['owner', 'admin', 'member', 'viewer'],
  'room.export': ['owner', 'admin', 'member', 'viewer'],
  'file.download': ['owner', 'admin', 'member', 'viewer'],

  'file.upload': ['owner', 'admin', 'member'],
  'message.send': ['owner', 'admin', 'member'],
  'message.react': ['owner', 'admin', 'member'],
  'message.editOwn': ['owner', 'admin', 'member'],
  'message.deleteOwn': ['owner', 'admin', 'member'],
  'assistant.call': ['owner', 'admin', 'member'],
  'generation.stopOwn': ['owner', 'admin', 'member'],
  'generation.regenerate': ['owner', 'admin', 'member'],

  'generation.stopAny': ['owner', 'admin'],
  'message.deleteAny': ['owner', 'admin'],
  'message.pin': ['owner', 'admin'],
  'assistant.manage': ['owner', 'admin'],
  'participant.invite': ['owner', 'admin'],
  'participant.remove': ['owner', 'admin'],
  'participant.mute': ['owner', 'admin'],
  'participant.ban': ['owner', 'admin'],
  'participant.changeRole': ['owner', 'admin'],
  'room.update': ['owner', 'admin'],
  'room.archive': ['owner', 'admin'],
  'room.code': ['owner', 'admin'],

  'participant.changeOwner': ['owner'],
  'room.providerKey': ['owner'],
  'room.delete': ['owner'],
  'room.transfer': ['owner'],
};

/** Who may do what in a workspace (R15, R16, R18, R21). */
const WORKSPACE_RIGHTS: Readonly<Record<WorkspaceAction, readonly WorkspaceRole[]>> = {
  'workspace.read': ['owner', 'member', 'guest'],
  'workspace.invite': ['owner', 'member'],
  'room.create': ['owner', 'member'],
  'room.discover': ['owner', 'member'],
  'workspace.update': ['owner'],
  'workspace.manageMembers': ['owner'],
  'workspace.delete': ['owner'],
};

/** Who may do what on the server (`product.md` §3). */
const SERVER_RIGHTS: Readonly<Record<ServerAction, readonly ServerRole[]>> = {
  'workspace.create': ['admin', 'manager', 'user'],
  'room.useCode': ['admin', 'manager', 'user'],
  'direct.start': ['admin', 'manager', 'user'],
  'invite.accept': ['admin', 'manager', 'user'],
  'user.lookup': ['admin', 'manager', 'user'],
  'user.assist': ['admin', 'manager'],
  'user.manage': ['admin'],
  'settings.manage': ['admin'],
  'analytics.read': ['admin', 'manager'],
};

/** What a kid may not do in a room, whatever the room role: no invitations, no codes, no model settings (R13). */
const CLOSED_TO_KIDS_IN_ROOMS: readonly RoomAction[] = [
  'participant.invite',
  'room.code',
  'assistant.manage',
  'room.providerKey',
];

/** What a kid may not do in a workspace, whatever the workspace role (`product.md` §3, R13). */
const CLOSED_TO_KIDS_IN_WORKSPACES: readonly WorkspaceAction[] = ['workspace.invite', 'room.create', 'room.discover'];

/** What everybody who takes part may do in a direct room, which has neither owner nor admin (R25, rulings 21). */
const OPEN_IN_DIRECT_ROOMS: readonly RoomAction[] = ['assistant.manage', 'message.pin'];

/** What is left in an archived room, for those who may: reading it, and what ends or changes the archiving. */
const OPEN_IN_ARCHIVED_ROOMS: readonly RoomAction[] = [
  'room.read',
  'room.search',
  'room.export',
  'file.download',
  'room.update',
  'room.archive',
  'room.delete',
];

/** What a muted participant may not do until the mute ends (R63). */
const CLOSED_TO_MUTED: readonly RoomAction[] = [
  'file.upload',
  'message.send',
  'message.react',
  'message.editOwn',
  'assistant.call',
  'generation.regenerate',
];

/** The one decision about rooms: may somebody of whom these facts are true do this? (Q6) */
export function can(action: RoomAction, facts: RoomFacts): boolean {
  const role = effectiveRoomRole(facts);
  const byRole = role !== null && ROOM_RIGHTS[action].includes(role);
  const amongEquals = facts.kind === 'direct' && role === 'member' && OPEN_IN_DIRECT_ROOMS.includes(action);
  if (!byRole && !amongEquals) return false;
  if (facts.serverRole === 'kid' && CLOSED_TO_KIDS_IN_ROOMS.includes(action)) return false;
  if (facts.archived && !OPEN_IN_ARCHIVED_ROOMS.includes(action)) return false;
  return !(facts.muted && CLOSED_TO_MUTED.includes(action));
}

/** Every answer of `can` at once: the `can: {…}` that the page draws by. */
export function roomPermissions(facts: RoomFacts): Record<RoomAction, boolean> {
  return answers(ROOM_RIGHTS, (action) => can(action, facts));
}

export interface WorkspaceFacts {
  serverRole: ServerRole;
  /** null: no member of the workspace. */
  workspaceRole: WorkspaceRole | null;
}

/** May somebody with these roles do this in the workspace? Members only: a server role opens no workspace. */
export function canInWorkspace(action: WorkspaceAction, { serverRole, workspaceRole }: WorkspaceFacts): boolean {
  if (workspaceRole === null || !WORKSPACE_RIGHTS[action].includes(workspaceRole)) return false;
  return !(serverRole === 'kid' && CLOSED_TO_KIDS_IN_WORKSPACES.includes(action));
}

/** Every answer of `canInWorkspace` at once. */
export function workspacePermissions(facts: WorkspaceFacts): Record<WorkspaceAction, boolean> {
  return answers(WORKSPACE_RIGHTS, (action) => canInWorkspace(action, facts));
}

/** May somebody with this server role do this on the server? */
export function canOnServer(action: ServerAction, { serverRole }: { serverRole: ServerRole }): boolean {
  return SERVER_RIGHTS[action].includes(serverRole);
}

/**
 * May a participant with role `actor` turn somebody's role `from` into `to`? Owners and admins may, and what touches
 * an owner, to or from, is for owners alone (R23).
 */
export function mayChangeRole(actor: RoomRole | null, from: RoomRole, to: RoomRole): boolean {
  const action = from === 'owner' || to === 'owner' ? 'participant.changeOwner' : 'participant.changeRole';
  return actor !== null && ROOM_RIGHTS[action].includes(actor);
}

/** May a participant with role `actor` remove, ban or mute one with role `target`? An owner is touched by owners alone. */
export function mayActUpon(actor: RoomRole | null, target: RoomRole): boolean {
  return actor !== null && mayChangeRole(actor, target, target);
}

function answers<A extends string>(rights: Readonly<Record<A, unknown>>, decide: (action: A) => boolean) {
  const actions = Object.keys(rights) as A[];
  return Object.fromEntries(actions.map((action) => [action, decide(action)])) as Record<A, boolean>;
}
