import type { ServerRole, Visibility, WorkspaceRole } from '#contract';

/**
 * Which rooms a person may read, as data. Two interpreters only: `isRoomVisible` in memory and `visibleRooms` as SQL
 * (in the API); a property test holds both against `can('room.read')`.
 */
export interface RoomScope {
  /** Rooms that this user takes part in; always in the scope. */
  userId: string;
  /** Workspaces whose public channels can be looked into, by those who are not banned from them (R15, R19, R22). */
  publicRoomsOf: string[];
  /** Workspaces whose public and invite-only channels are open, as to their owner (rulings 22). */
  openRoomsOf: string[];
  /** The public and invite-only channels of every workspace (rulings 22). */
  allOpenRooms: boolean;
  /** Every channel that a kid takes part in (R13). */
  kidRooms: boolean;
  /** Everything, private and direct rooms too (`ADMIN_READS_PRIVATE`). */
  allRooms: boolean;
}

/** Makes the scope of one person from their server role and their memberships. */
export function roomScope(person: {
  userId: string;
  serverRole: ServerRole;
  memberships: readonly { workspaceId: string; role: WorkspaceRole }[];
  adminReadsPrivate: boolean;
}): RoomScope {
  const { userId, serverRole, memberships, adminReadsPrivate } = person;
  const isAdmin = serverRole === 'admin';
  const workspacesAs = (role: WorkspaceRole) =>
    serverRole === 'kid' ? [] : memberships.filter((m) => m.role === role).map((m) => m.workspaceId);
  return {
    userId,
    publicRoomsOf: workspacesAs('member'),
    openRoomsOf: workspacesAs('owner'),
    allOpenRooms: isAdmin,
    kidRooms: isAdmin || serverRole === 'manager',
    allRooms: isAdmin && adminReadsPrivate,
  };
}

/** What the visibility of a room rests on. */
export interface RoomSight {
  workspaceId: string;
  kind: 'channel' | 'direct';
  visibility: Visibility;
  deleted: boolean;
  participantIds: ReadonlySet<string>;
  bannedIds: ReadonlySet<string>;
  /** Somebody with the server role `kid` takes part. */
  hasKid: boolean;
}

/** Is the room in the scope? What is not does not exist for that person (Q7). */
export function isRoomVisible(scope: RoomScope, room: RoomSight): boolean {
  if (room.deleted) return false;
  if (scope.allRooms || room.participantIds.has(scope.userId)) return true;
  if (room.kind === 'direct') return false;
  if (scope.kidRooms && room.hasKid) return true;
  if (room.visibility === 'private') return false;
  if (scope.allOpenRooms || scope.openRoomsOf.includes(room.workspaceId)) return true;
  const canLookIn = room.visibility === 'public' && scope.publicRoomsOf.includes(room.workspaceId);
  return canLookIn && !room.bannedIds.has(scope.userId);
}
