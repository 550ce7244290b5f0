import type { RoomRole, ServerRole, Visibility, WorkspaceRole } from '#contract';

/** Everything that a decision about a person and a room rests on. */
export interface RoomFacts {
  serverRole: ServerRole;
  /** Role in the room's workspace; null: no member of it. */
  workspaceRole: WorkspaceRole | null;
  /** Role as a participant; null: no participant. */
  roomRole: RoomRole | null;
  kind: 'channel' | 'direct';
  visibility: Visibility;
  archived: boolean;
  /** Somebody with the server role `kid` takes part. */
  kidPresent: boolean;
  /** The setting `ADMIN_READS_PRIVATE`. */
  adminReadsPrivate: boolean;
  /** The person is muted here at this moment. */
  muted: boolean;
}

const RANK: Readonly<Record<RoomRole, number>> = { viewer: 1, member: 2, admin: 3, owner: 4 };

/**
 * The role by which somebody acts in a room: their own as a participant or what other roles give them, whichever is
 * higher; null when the room doesn't exist for them (`product.md` §3, R13, R15, R19; rulings 21 and 22).
 */
export function effectiveRoomRole(facts: RoomFacts): RoomRole | null {
  return [facts.roomRole, ...derivedRoles(facts)].reduce(higher, null);
}

/** What the server role and the workspace role give without taking part. */
function derivedRoles(facts: RoomFacts): RoomRole[] {
  const { serverRole, workspaceRole, kind, visibility } = facts;
  if (serverRole === 'kid') return [];

  const roles: RoomRole[] = [];
  if (serverRole === 'admin' && facts.adminReadsPrivate) roles.push('viewer');
  if (kind === 'direct') return roles;

  const isOpen = visibility === 'public' || visibility === 'invite_only';
  if (isOpen && workspaceRole === 'owner') roles.push('admin');
  if (isOpen && serverRole === 'admin') roles.push('admin');
  if (facts.kidPresent && (serverRole === 'admin' || serverRole === 'manager')) roles.push('viewer');
  // A public room can be looked into before joining it.
  if (visibility === 'public' && workspaceRole === 'member') roles.push('viewer');
  return roles;
}

function higher(a: RoomRole | null, b: RoomRole | null): RoomRole | null {
  if (a === null || b === null) return a ?? b;
  return RANK[a] >= RANK[b] ? a : b;
}
