import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { MessageAnnouncer } from '../messages/message-announcer.js';
import { MessagesRepository } from '../messages/messages.repository.js';
import { RoomClock } from '../rooms/room-clock.js';
import { LEASE_MS } from './answer-lease.js';
import type { GenerationRow } from './generation.entity.js';
import { GenerationsRepository } from './generations.repository.js';

export type ClaimedGeneration = GenerationRow & { leaseId: string };

/** What the attempt that begins writes with; an attempt that only ends the answer leaves what is written. */
export type Beginning =
  Pick<GenerationRow, 'model' | 'provider' | 'saw' | 'text' | 'thinking' | 'firstTokenAt'> | Record<string, never>;

/** Makes this worker the one that writes an answer, under a fresh lease and attempt (Q4). */
@Injectable()
export class ClaimGeneration {
  constructor(
    private readonly db: Db,
    private readonly generations: GenerationsRepository,
    private readonly messages: MessagesRepository,
    private readonly clock: RoomClock,
    private readonly announcer: MessageAnnouncer,
  ) {}

  /** Null when another worker was quicker, the row is not as it was read any more, or the room is gone. */
  run(row: GenerationRow, beginning: Beginning): Promise<ClaimedGeneration | null> {
    const claim = (): Promise<ClaimedGeneration | null> =>
      this.clock.ifThere(row.roomId, async (tick) => {
        const now = new Date();
        const change = {
          ...beginning,
          leaseId: randomUUID(),
          leaseUntil: new Date(now.getTime() + LEASE_MS),
          status: 'streaming',
          attempt: row.attempt + 1,
          startedAt: now,
        } as const satisfies Partial<GenerationRow>;
        if (!(await this.generations.claim(row, now, change))) return null;
        const claimed = { ...row, ...change };
        const message = await this.messages.byId(row.messageId);
        if (message) {
          const next = { status: 'streaming', rev: tick.nextRev() } as const;
          await this.messages.update(message.id, next);
          await this.announcer.afterCommit(tick.room, 'message:updated', [{ ...message, ...next }], {
            generations: [claimed],
          });
        }
        return claimed;
      });
    // A claim that a power cut undoes is made again by the sweep.
    return this.db.tx(claim, 'relaxed');
  }
}
