import type { RoomScope } from '#domain';

/**
 * A room scope as a condition on rows of `rooms`, with TypeORM's named parameters; the same on SQLite, MySQL and
 * MariaDB. It says exactly what `isRoomVisible` says: whoever lists, counts or searches rooms adds it to the query.
 *
 * @param alias under which the query knows `rooms`.
 */
export function visibleRooms(scope: RoomScope, alias = 'room'): { sql: string; params: Record<string, unknown> } {
  if (scope.allRooms) return { sql: `(${alias}.deleted_at IS NULL)`, params: {} };

  const params: Record<string, unknown> = { visibleTo: scope.userId };
  const inWorkspaces = (name: string, ids: readonly string[]) => {
    params[name] = ids;
    return `${alias}.workspace_id IN (:...${name})`;
  };

  const channels: string[] = [];
  if (scope.kidRooms) channels.push(hasKid(alias));
  if (scope.allOpenRooms) channels.push(`${alias}.visibility IN ('public', 'invite_only')`);
  if (scope.openRoomsOf.length > 0) {
    const owned = inWorkspaces('visibleOpenRoomsOf', scope.openRoomsOf);
    channels.push(`(${alias}.visibility IN ('public', 'invite_only') AND ${owned})`);
  }
  if (scope.publicRoomsOf.length > 0) {
    const joined = inWorkspaces('visiblePublicRoomsOf', scope.publicRoomsOf);
    channels.push(`(${alias}.visibility = 'public' AND ${joined} AND NOT ${isBanned(alias)})`);
  }

  const takesPart = `EXISTS (SELECT 1 FROM participants seen_by WHERE seen_by.room_id = ${alias}.id AND seen_by.user_id = :visibleTo)`;
  const open = channels.length === 0 ? '' : ` OR (${alias}.kind = 'channel' AND (${channels.join(' OR ')}))`;
  return { sql: `(${alias}.deleted_at IS NULL AND (${takesPart}${open}))`, params };
}

function isBanned(alias: string): string {
  return `EXISTS (SELECT 1 FROM room_bans banned_from WHERE banned_from.room_id = ${alias}.id AND banned_from.user_id = :visibleTo)`;
}

function hasKid(alias: string): string {
  return `EXISTS (SELECT 1 FROM participants taking_part JOIN users kid ON kid.id = taking_part.user_id WHERE taking_part.room_id = ${alias}.id AND kid.role = 'kid')`;
}
