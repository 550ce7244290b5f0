import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import type { RoomRow } from './room.entity.js';
import { RoomsRepository } from './rooms.repository.js';

/**
 * The counters of one room within a transaction that has locked it: `seq` orders the messages, `rev` the changes
 * (R28, Q2). What is counted is written back once, by `save`.
 */
export class RoomTick {
  private touched = false;

  constructor(readonly room: RoomRow) {}

  nextSeq(): number {
    this.touched = true;
    return ++this.room.lastSeq;
  }

  nextRev(): number {
    return ++this.room.rev;
  }

  nextTurn(): number {
    return ++this.room.turn;
  }

  /** The counters as they are to be saved; a new message is activity, a change of one is not. */
  counters(now: Date): Partial<RoomRow> {
    const { lastSeq, rev, turn } = this.room;
    return { lastSeq, rev, turn, ...(this.touched ? { lastActivityAt: now } : {}) };
  }
}

/** Hands out the room's numbers. */
@Injectable()
export class RoomClock {
  constructor(private readonly rooms: RoomsRepository) {}

  /**
   * Locks the room until the transaction in force ends, lets `fn` draw numbers, and saves them.
   * @throws AppError not_found
   */
  async with<T>(roomId: string, fn: (tick: RoomTick) => Promise<T>): Promise<T> {
    const result = await this.ifThere(roomId, async (tick) => ({ value: await fn(tick) }));
    if (!result) throw new AppError('not_found');
    return result.value;
  }

  /** The same for those who go on without the room: null when it is gone. */
  async ifThere<T>(roomId: string, fn: (tick: RoomTick) => Promise<T>): Promise<T | null> {
    const room = await this.rooms.lock(roomId);
    if (!room) return null;
    const tick = new RoomTick(room);
    const before = { ...room };
    const result = await fn(tick);
    const changed = before.lastSeq !== room.lastSeq || before.rev !== room.rev || before.turn !== room.turn;
    if (changed) await this.rooms.update(roomId, tick.counters(new Date()));
    return result;
  }
}
