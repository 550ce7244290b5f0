import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { In, IsNull } from 'typeorm';
import { MessageRow } from '../messages/message.entity.js';
import { ParticipantRow } from './participant.entity.js';
import { RoomBan } from './room-ban.entity.js';
import { RoomRow } from './room.entity.js';

/** A room as one of its participants finds it. */
export interface RoomOfParticipant {
  room: RoomRow;
  participant: ParticipantRow;
}

@Injectable()
export class RoomsRepository {
  constructor(private readonly db: Db) {}

  async insert(room: RoomRow): Promise<void> {
    await this.db.repository(RoomRow).insert(room);
  }

  byId(id: string): Promise<RoomRow | null> {
    return this.db.repository(RoomRow).findOneBy({ id, deletedAt: IsNull() });
  }

  default(): Promise<RoomRow | null> {
    return this.db.repository(RoomRow).findOneBy({ isDefault: true, deletedAt: IsNull() });
  }

  byJoinCode(joinCode: string): Promise<RoomRow | null> {
    return this.db.repository(RoomRow).findOneBy({ joinCode, deletedAt: IsNull() });
  }

  /** The conversation of exactly these people, by the hash of their ids. */
  byDirectKey(directKey: string): Promise<RoomRow | null> {
    return this.db.repository(RoomRow).findOneBy({ directKey, deletedAt: IsNull() });
  }

  /** The room, kept from other writers until the transaction ends; every change of its counters starts here. */
  lock(id: string): Promise<RoomRow | null> {
    return this.db.repository(RoomRow).findOne({
      where: { id, deletedAt: IsNull() },
      ...(this.db.locksRows ? { lock: { mode: 'pessimistic_write' as const } } : {}),
    });
  }

  async update(id: string, change: Partial<RoomRow>): Promise<void> {
    await this.db.repository(RoomRow).update({ id }, change);
  }

  /** Counts one participant more, within the room's limit; false when it is full (R22). */
  async takePlace(id: string): Promise<boolean> {
    const { affected } = await this.db
      .repository(RoomRow)
      .createQueryBuilder()
      .update()
      .set({ participantCount: () => 'participant_count + 1' })
      .where('id = :id AND participant_count < max_participants', { id })
      .execute();
    return affected === 1;
  }

  /** Counts a use of a join code; false when it is another by now, used up or too old (R20). */
  async useCode(id: string, joinCode: string, now: Date): Promise<boolean> {
    const { affected } = await this.db
      .repository(RoomRow)
      .createQueryBuilder()
      .update()
      .set({ joinCodeUses: () => 'COALESCE(join_code_uses, 0) + 1' })
      .where('id = :id AND join_code = :joinCode', { id, joinCode })
      .andWhere('(join_code_max_uses IS NULL OR COALESCE(join_code_uses, 0) < join_code_max_uses)')
      .andWhere('(join_code_expires_at IS NULL OR join_code_expires_at > :now)', { now })
      .execute();
    return affected === 1;
  }

  async freePlaces(id: string, count: number): Promise<void> {
    await this.db.repository(RoomRow).decrement({ id }, 'participantCount', count);
  }

  /** Rooms that a user takes part in, the latest activity first. */
  async ofUser(userId: string, workspaceId?: string): Promise<RoomOfParticipant[]> {
    const participants = await this.db.repository(ParticipantRow).findBy({ userId });
    const byRoom = new Map(participants.map((participant) => [participant.roomId, participant]));
    const rooms = await this.byIds([...byRoom.keys()]);
    return rooms
      .filter((room) => workspaceId === undefined || room.workspaceId === workspaceId)
      .sort((a, b) => b.lastActivityAt.getTime() - a.lastActivityAt.getTime() || (a.id < b.id ? -1 : 1))
      .map((room) => ({ room, participant: byRoom.get(room.id)! }));
  }

  private byIds(ids: readonly string[]): Promise<RoomRow[]> {
    return ids.length === 0
      ? Promise.resolve([])
      : this.db.repository(RoomRow).findBy({ id: In([...ids]), deletedAt: IsNull() });
  }

  /** Public channels of a workspace that a user does not take part in, whose title or topic holds `text` (R21). */
  discover(workspaceId: string, userId: string, text: string, limit: number): Promise<RoomRow[]> {
    const query = this.db
      .repository(RoomRow)
      .createQueryBuilder('room')
      .leftJoin(ParticipantRow, 'own', 'own.roomId = room.id AND own.userId = :userId', { userId })
      .where(`room.workspaceId = :workspaceId AND room.kind = 'channel' AND room.visibility = 'public'`, {
        workspaceId,
      })
      .leftJoin(RoomBan, 'ban', 'ban.roomId = room.id AND ban.userId = :userId', { userId })
      .andWhere('room.deletedAt IS NULL AND room.archivedAt IS NULL AND own.userId IS NULL AND ban.userId IS NULL')
      .orderBy('room.lastActivityAt', 'DESC')
      .addOrderBy('room.id')
      .limit(limit);
    if (text) {
      const pattern = `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
      query.andWhere(`(LOWER(room.title) LIKE :pattern ESCAPE '!' OR LOWER(room.topic) LIKE :pattern ESCAPE '!')`, {
        pattern,
      });
    }
    return query.getMany();
  }

  /** What a participant has not read: people's messages after the mark's `seq`, answers that ended after its `rev` (rulings 5). */
  async unread(userId: string, roomIds: readonly string[]): Promise<Map<string, { unread: number; mentions: number }>> {
    if (roomIds.length === 0) return new Map();
    const rows = await this.db
      .repository(MessageRow)
      .createQueryBuilder('message')
      .innerJoin(ParticipantRow, 'own', 'own.roomId = message.roomId AND own.userId = :userId', { userId })
      .innerJoin(RoomRow, 'room', 'room.id = message.roomId')
      .select('message.roomId', 'roomId')
      .addSelect('COUNT(*)', 'unread')
      .addSelect('SUM(CASE WHEN message.mentions LIKE :me THEN 1 ELSE 0 END)', 'mentions')
      .where('message.roomId IN (:...roomIds) AND message.deletedAt IS NULL AND message.rev > own.readRev', {
        roomIds: [...roomIds],
      })
      .andWhere(
        `((message.authorType = 'user' AND message.seq > own.readSeq AND message.authorId <> :userId)
          OR (message.authorType = 'assistant' AND message.endedRev > own.readRev))`,
      )
      .andWhere(`(room.history = 'all' OR message.seq > own.joinedSeq)`)
      .setParameter('me', `%"${userId}"%`)
      .groupBy('message.roomId')
      .getRawMany<{ roomId: string; unread: number | string; mentions: number | string }>();
    return new Map(rows.map((row) => [row.roomId, { unread: Number(row.unread), mentions: Number(row.mentions) }]));
  }
}
