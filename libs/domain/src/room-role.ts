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
  /** The person may not come back into this room (R22). */
  banned: boolean;
}

const RANK: Readonly<Record<RoomRole, number>> = { viewer: 1, member: 2, admin: 3, owner: 4 };

/**
 * The role by which somebody acts in a room: their own as a participant or what other roles give them, whichever is
 * higher; null when the room doesn't exist for them (`product.md` §3, R13, R15, R19; rulings 21 and 22).
 */
export function effectiveRoomRole(facts: RoomFacts): RoomRole | null {
  // A public room can be looked into before joining it.
  const preview: RoomRole | null = mayLookIn(facts) ? 'viewer' : null;
  return [facts.roomRole, preview, ...standingRoles(facts)].reduce(higher, null);
}

/**
 * True for those who are here by their standing alone: no participants, but server admins, owners of the workspace or
 * managers who look after a kid. Their reading is told to the room (R12, rulings 22); looking into a public room as
 * any member of the workspace may is not meant.
 */
export const isHereByStanding = (facts: RoomFacts): boolean =>
  facts.roomRole === null && standingRoles(facts).length > 0;

function mayLookIn({ serverRole, workspaceRole, kind, visibility, banned }: RoomFacts): boolean {
  return serverRole !== 'kid' && kind === 'channel' && visibility === 'public' && workspaceRole === 'member' && !banned;
}

/** What the server role and the ownership of the workspace give without taking part; no ban takes it away. */
function standingRoles(facts: RoomFacts): RoomRole[] {
  const { serverRole, workspaceRole, kind, visibility } = facts;
  if (serverRole === 'kid') return [];

  const roles: RoomRole[] = [];
  if (serverRole === 'admin' && facts.adminReadsPrivate) roles.push('viewer');
  if (kind === 'direct') return roles;

  const isOpen = visibility === 'public' || visibility === 'invite_only';
  if (isOpen && workspaceRole === 'owner') roles.push('admin');
  if (isOpen && serverRole === 'admin') roles.push('admin');
  if (facts.kidPresent && (serverRole === 'admin' || serverRole === 'manager')) roles.push('viewer');
  return roles;
}

function higher(a: RoomRole | null, b: RoomRole | null): RoomRole | null {
  if (a === null || b === null) return a ?? b;
  return RANK[a] >= RANK[b] ? a : b;
}
