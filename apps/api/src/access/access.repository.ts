import { Injectable } from '@nestjs/common';
import type { Room, RoomRole, Visibility, WorkspaceRole } from '#contract';
import { Db } from '#platform/db';
import type { RoomReference } from './rule.decorator.js';

export interface RoomFactsRow {
  roomId: string;
  workspaceId: string;
  kind: Room['kind'];
  visibility: Visibility;
  archivedAt: unknown;
  history: Room['history'];
  roomRole: RoomRole | null;
  joinedSeq: number | null;
  mutedUntil: Date | string | null;
  bannedAt: unknown;
  workspaceRole: WorkspaceRole | null;
  /** Asked only for admins and managers, whose rights it changes. */
  kidPresent: number;
}

const FACTS = `
  SELECT room.id AS roomId, room.workspace_id AS workspaceId, room.kind AS kind, room.visibility AS visibility,
    room.archived_at AS archivedAt, room.history AS history, participant.role AS roomRole,
    participant.joined_seq AS joinedSeq, participant.muted_until AS mutedUntil, ban.banned_at AS bannedAt,
    member.role AS workspaceRole,
    CASE WHEN me.role IN ('admin', 'manager')
      THEN EXISTS (SELECT 1 FROM participants other JOIN users person ON person.id = other.user_id
                   WHERE other.room_id = room.id AND person.role = 'kid')
      ELSE 0 END AS kidPresent
  FROM rooms room
  JOIN users me ON me.id = ?
  LEFT JOIN participants participant ON participant.room_id = room.id AND participant.user_id = me.id
  LEFT JOIN room_bans ban ON ban.room_id = room.id AND ban.user_id = me.id
  LEFT JOIN workspace_members member ON member.workspace_id = room.workspace_id AND member.user_id = me.id
  WHERE room.deleted_at IS NULL AND room.id`;

const BY: Record<RoomReference, string> = {
  room: ' = ?',
  message: ' = (SELECT room_id FROM messages WHERE id = ?)',
  generation: ' = (SELECT room_id FROM generations WHERE id = ?)',
};

/** The facts that decisions rest on, one query each. */
@Injectable()
export class AccessRepository {
  constructor(private readonly db: Db) {}

  async roomFacts(userId: string, by: RoomReference, id: string): Promise<RoomFactsRow | null> {
    const rows = await this.db.manager.query<RoomFactsRow[]>(FACTS + BY[by], [userId, id]);
    return rows[0] ?? null;
  }

  /** The same for many rooms at once. */
  async factsOfRooms(userId: string, roomIds: readonly string[]): Promise<RoomFactsRow[]> {
    if (roomIds.length === 0) return [];
    const marks = roomIds.map(() => '?').join(', ');
    return this.db.manager.query<RoomFactsRow[]>(`${FACTS} IN (${marks})`, [userId, ...roomIds]);
  }

  async workspaceRole(userId: string, workspaceId: string): Promise<WorkspaceRole | null> {
    const rows = await this.db.manager.query<{ role: WorkspaceRole }[]>(
      'SELECT role FROM workspace_members WHERE workspace_id = ? AND user_id = ?',
      [workspaceId, userId],
    );
    return rows[0]?.role ?? null;
  }
}
