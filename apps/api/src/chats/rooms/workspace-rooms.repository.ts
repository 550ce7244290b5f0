import { Injectable } from '@nestjs/common';
import type { Participation } from '#domain';
import { Db, timeOf } from '#platform/db';
import { IsNull } from 'typeorm';
import { ParticipantRow } from './participant.entity.js';
import { RoomRow } from './room.entity.js';

const OTHERS = `
  SELECT participant.user_id AS userId, participant.role AS role, participant.joined_at AS joinedAt,
    person.active AS active, person.role AS serverRole
  FROM participants participant JOIN users person ON person.id = participant.user_id
  WHERE participant.room_id = ? AND participant.user_id <> ?`;

type OthersRow = Omit<Participation, 'joinedAt' | 'active'> & { joinedAt: Date | string; active: boolean | number };

/** The rooms of a workspace, as those need them who come and go. */
@Injectable()
export class WorkspaceRoomsRepository {
  constructor(private readonly db: Db) {}

  async ids(workspaceId: string): Promise<string[]> {
    const rows = await this.db
      .repository(RoomRow)
      .find({ select: { id: true }, where: { workspaceId, deletedAt: IsNull() }, order: { id: 'ASC' } });
    return rows.map((row) => row.id);
  }

  /** Ids of the rooms that a user takes part in, in one order for everybody, since they are locked one by one. */
  async idsOfUser(workspaceId: string, userId: string): Promise<string[]> {
    const rows = await this.db
      .repository(RoomRow)
      .createQueryBuilder('room')
      .select('room.id', 'id')
      .innerJoin(ParticipantRow, 'own', 'own.roomId = room.id AND own.userId = :userId', { userId })
      .where('room.workspaceId = :workspaceId AND room.deletedAt IS NULL', { workspaceId })
      .orderBy('room.id')
      .getRawMany<{ id: string }>();
    return rows.map((row) => row.id);
  }

  /** Those who take part in a room beside a user. */
  async others(roomId: string, userId: string): Promise<Participation[]> {
    const rows = await this.db.manager.query<OthersRow[]>(OTHERS, [roomId, userId]);
    return rows.map((row) => ({ ...row, joinedAt: timeOf(row.joinedAt), active: Boolean(row.active) }));
  }
}
