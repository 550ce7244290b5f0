import { Injectable } from '@nestjs/common';
import type { QueueItem } from '#contract';
import { nextInLine, turnOrder, type Waiting } from '#domain';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { Queue } from '#platform/queue';
import { ParticipantsRepository } from '../rooms/participants.repository.js';
import type { RoomTick } from '../rooms/room-clock.js';
import type { GenerationRow } from './generation.entity.js';
import { GenerationsRepository, type PendingRow } from './generations.repository.js';

const isLive = (row: PendingRow): boolean => Number(row.live) === 1;
const waitingOf = (row: PendingRow): Waiting => ({
  generationId: row.id,
  requestedBy: row.requestedBy,
  order: row.queueOrder,
});

/** The queue of questions of each room: one answer at a time, askers in turn (R40, rulings 2). */
@Injectable()
export class RoomQueue {
  constructor(
    private readonly db: Db,
    private readonly generations: GenerationsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly queue: Queue,
    private readonly live: Live,
  ) {}

  /**
   * Makes the next request live if the room has none, and has the workers told after the commit. Within the
   * transaction that has locked the room, so that the end of one answer and the turn of the next are one step.
   */
  async advance(tick: RoomTick): Promise<void> {
    const roomId = tick.room.id;
    const pending = await this.generations.pending(roomId);
    const lastTurns = await this.lastTurns(roomId, pending);
    const next = pending.some(isLive) ? undefined : nextInLine(pending.map(waitingOf), lastTurns);
    const row = pending.find(({ id }) => id === next?.generationId);
    if (row) {
      const turn = tick.nextTurn();
      await this.generations.update(row.id, { liveRoomId: roomId });
      await this.participants.update(roomId, row.requestedBy, { lastTurn: turn });
      row.live = 1;
      lastTurns.set(row.requestedBy, turn);
    }
    const items = itemsOf(pending, lastTurns);
    await this.db.afterCommit(() => this.live.toRoom(roomId, 'queue:changed', { roomId, items }));
    // Nobody waits for the bell: while Redis is away the sweep rings when it is back.
    if (row) await this.db.afterCommit(() => void this.ring(row).catch(() => undefined));
  }

  /** Tells the workers that this one is to be answered. A job of the same attempt is not doubled. */
  async ring({ id, attempt }: Pick<GenerationRow, 'id' | 'attempt'>): Promise<void> {
    await this.queue.add({ name: 'answer', id: `${id}-${attempt + 1}`, data: { generationId: id } });
  }

  /** What runs and who waits, in the order in which they will be served. */
  async items(roomId: string): Promise<QueueItem[]> {
    const pending = await this.generations.pending(roomId);
    return itemsOf(pending, await this.lastTurns(roomId, pending));
  }

  /** How many requests of a person wait in a room. */
  async waitingOf(roomId: string, userId: string): Promise<number> {
    const pending = await this.generations.pending(roomId);
    return pending.filter((row) => !isLive(row) && row.requestedBy === userId).length;
  }

  /** With one request at most there is nothing to take turns about. */
  private async lastTurns(roomId: string, pending: readonly PendingRow[]): Promise<Map<string, number>> {
    return pending.length > 1 ? this.generations.lastTurns(roomId) : new Map();
  }
}

/** The live one at position 0, or none, and the others from 1 on. */
function itemsOf(pending: readonly PendingRow[], lastTurns: ReadonlyMap<string, number>): QueueItem[] {
  const waiting = pending.filter((row) => !isLive(row));
  const byId = new Map(waiting.map((row) => [row.id, row]));
  const ordered = turnOrder(waiting.map(waitingOf), lastTurns).map(({ generationId }) => byId.get(generationId)!);
  return [
    ...pending.filter(isLive).map((row) => itemOf(row, 0)),
    ...ordered.map((row, index) => itemOf(row, index + 1)),
  ];
}

const itemOf = (row: PendingRow, position: number): QueueItem => ({
  generationId: row.id,
  messageId: row.messageId,
  requestedBy: row.requestedBy,
  assistantId: row.assistantId,
  position,
});
