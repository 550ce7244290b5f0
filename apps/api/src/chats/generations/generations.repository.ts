import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { In, IsNull, LessThan, Not } from 'typeorm';
import { ParticipantRow } from '../rooms/participant.entity.js';
import { GenerationRow } from './generation.entity.js';

/** What the queue of a room needs to know of a request. */
export type PendingRow = Pick<
  GenerationRow,
  'id' | 'messageId' | 'assistantId' | 'requestedBy' | 'queueOrder' | 'attempt'
> & {
  /** 1: it is its turn. */
  live: number | string;
};

@Injectable()
export class GenerationsRepository {
  constructor(private readonly db: Db) {}

  async insert(generations: GenerationRow[]): Promise<void> {
    await this.db.repository(GenerationRow).insert(generations);
  }

  byId(id: string): Promise<GenerationRow | null> {
    return this.db.repository(GenerationRow).findOneBy({ id });
  }

  byIds(ids: readonly string[]): Promise<GenerationRow[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.db.repository(GenerationRow).findBy({ id: In([...ids]) });
  }

  /** The request whose turn it is in a room, and those that wait, in the order in which they were made. */
  pending(roomId: string): Promise<PendingRow[]> {
    return this.db.manager.query<PendingRow[]>(
      `SELECT id, message_id AS messageId, assistant_id AS assistantId, requested_by AS requestedBy,
         queue_order AS queueOrder, attempt, live_room_id IS NOT NULL AS live
       FROM generations WHERE room_id = ? AND status IN ('queued', 'streaming') ORDER BY queue_order`,
      [roomId],
    );
  }

  /** The one whose turn it is in a room. */
  live(roomId: string): Promise<GenerationRow | null> {
    return this.db.repository(GenerationRow).findOneBy({ liveRoomId: roomId });
  }

  /** When each participant was last served, as turns of the room; those who never were are left out. */
  async lastTurns(roomId: string): Promise<Map<string, number>> {
    const rows = await this.db
      .repository(ParticipantRow)
      .find({ select: { userId: true, lastTurn: true }, where: { roomId, lastTurn: Not(0) } });
    return new Map(rows.map((row) => [row.userId, row.lastTurn]));
  }

  async update(id: string, change: Partial<GenerationRow>): Promise<void> {
    await this.db.repository(GenerationRow).update({ id }, change);
  }

  /**
   * Makes this worker the one that writes the answer: only when it is the room's turn and nobody else holds the lease.
   * A conditional UPDATE, so that of two workers one wins whatever the queue delivers (Q4).
   */
  async claim({ id, attempt }: GenerationRow, now: Date, change: Partial<GenerationRow>): Promise<boolean> {
    const { affected } = await this.db.repository(GenerationRow).update(
      [
        { id, attempt, status: 'queued', liveRoomId: Not(IsNull()), leaseUntil: IsNull() },
        { id, attempt, status: In(['queued', 'streaming']), liveRoomId: Not(IsNull()), leaseUntil: LessThan(now) },
      ],
      change,
    );
    return affected === 1;
  }

  /** Writes as the holder of the lease, or (null) while nobody has claimed it; false when that is over. */
  async updateLeased(id: string, leaseId: string | null, change: Partial<GenerationRow>): Promise<boolean> {
    const { affected } = await this.db
      .repository(GenerationRow)
      .update(leaseId ? { id, leaseId } : { id, leaseId: IsNull(), status: 'queued' }, change);
    return affected === 1;
  }

  /** Saves what is written so far, while the lease is this worker's and nobody has asked to stop. */
  async checkpoint(id: string, leaseId: string, change: Partial<GenerationRow>): Promise<boolean> {
    const { affected } = await this.db
      .repository(GenerationRow)
      .update({ id, leaseId, stopRequestedAt: IsNull() }, change);
    return affected === 1;
  }

  /** Ends every lease: for a server that is alone on its database and has just started, so that nobody can hold one. */
  async expireLeases(): Promise<void> {
    await this.db.repository(GenerationRow).update({ leaseUntil: Not(IsNull()) }, { leaseUntil: new Date(0) });
  }

  holds(id: string, leaseId: string): Promise<boolean> {
    return this.db.repository(GenerationRow).existsBy({ id, leaseId });
  }

  /** Ends all that is being written or waits in a room that goes, under any lease. */
  async endAll(roomId: string, endedAt: Date): Promise<void> {
    await this.db
      .repository(GenerationRow)
      .update(
        { roomId, status: In(['queued', 'streaming']) },
        { status: 'stopped', liveRoomId: null, leaseId: null, leaseUntil: null, endedAt },
      );
  }

  /** Live ones that no worker holds: never begun, or their worker died. */
  async abandoned(now: Date, limit: number): Promise<GenerationRow[]> {
    return this.db.repository(GenerationRow).find({
      where: [
        { status: In(['queued', 'streaming']), liveRoomId: Not(IsNull()), leaseUntil: IsNull() },
        { status: In(['queued', 'streaming']), liveRoomId: Not(IsNull()), leaseUntil: LessThan(now) },
      ],
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** Rooms where requests wait although nothing is live. */
  async stuckRooms(limit: number): Promise<string[]> {
    const rows = await this.db
      .repository(GenerationRow)
      .createQueryBuilder('waiting')
      .select('waiting.roomId', 'roomId')
      .distinct(true)
      .leftJoin(GenerationRow, 'live', 'live.liveRoomId = waiting.roomId')
      .where(`waiting.status = 'queued' AND waiting.liveRoomId IS NULL AND live.id IS NULL`)
      .limit(limit)
      .getRawMany<{ roomId: string }>();
    return rows.map((row) => row.roomId);
  }
}
