import { Injectable } from '@nestjs/common';
import { GENERATION_ERRORS, type GenerationErrorCode } from '#contract';
import { Db } from '#platform/db';
import { MessageAnnouncer } from '../messages/message-announcer.js';
import { MessagesRepository } from '../messages/messages.repository.js';
import { RoomClock } from '../rooms/room-clock.js';
import type { GenerationRow } from './generation.entity.js';
import { GenerationsRepository } from './generations.repository.js';
import { RoomQueue } from './room-queue.js';

export interface Ending {
  status: 'complete' | 'stopped' | 'failed';
  error?: { code: GenerationErrorCode; detail?: string };
  /** What is written and measured; left out where the row has it already. */
  written?: Partial<
    Pick<GenerationRow, 'text' | 'thinking' | 'firstTokenAt' | 'inputTokens' | 'outputTokens' | 'tokensEstimated'>
  >;
}

/** Brings a generation to its end: its text and state, the message, and the room's next turn, in one transaction. */
@Injectable()
export class EndGeneration {
  constructor(
    private readonly db: Db,
    private readonly generations: GenerationsRepository,
    private readonly messages: MessagesRepository,
    private readonly clock: RoomClock,
    private readonly queue: RoomQueue,
    private readonly announcer: MessageAnnouncer,
  ) {}

  /** @returns false when the lease is not this one any more (null: nobody's yet) or the room is gone, and nothing was changed */
  run(generation: GenerationRow, leaseId: string | null, ending: Ending): Promise<boolean> {
    const end = (): Promise<boolean | null> =>
      this.clock.ifThere(generation.roomId, async (tick) => {
        const { error, status, written = {} } = ending;
        const change: Partial<GenerationRow> = {
          ...written,
          status,
          liveRoomId: null,
          leaseId: null,
          leaseUntil: null,
          endedAt: new Date(),
          errorCode: error?.code ?? null,
          errorDetail: error ? (error.detail ?? GENERATION_ERRORS[error.code]).slice(0, 500) : null,
        };
        if (!(await this.generations.updateLeased(generation.id, leaseId, change))) return false;
        const message = await this.messages.byId(generation.messageId);
        if (message && message.generationId === generation.id) {
          const text = written.text ?? generation.text;
          const rev = tick.nextRev();
          const next = { status, rev, endedRev: rev, ...(text === '' ? {} : { content: text }) };
          await this.messages.update(message.id, next);
          await this.announcer.afterCommit(tick.room, 'message:updated', [{ ...message, ...next }], {
            generations: [{ ...generation, ...change }],
          });
        }
        await this.queue.advance(tick);
        return true;
      });
    return this.db.tx(async () => (await end()) ?? false);
  }
}
