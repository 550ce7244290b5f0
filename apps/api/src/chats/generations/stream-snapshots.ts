import { Injectable } from '@nestjs/common';
import type { StreamSnapshot } from '#contract';
import { Signals } from '#platform/signals';
import { MessagesRepository } from '../messages/messages.repository.js';
import { GenerationsRepository } from './generations.repository.js';

/** How long a reader who opens a room waits for the worker to save; without it the last checkpoint serves. */
const FLUSH_TIMEOUT_MS = 250;

/** What is written so far in the answers that a room is getting, for a reader who comes in the middle (rulings 6). */
@Injectable()
export class StreamSnapshots {
  constructor(
    private readonly signals: Signals,
    private readonly generations: GenerationsRepository,
    private readonly messages: MessagesRepository,
  ) {}

  /** @param from the lowest `seq` that the reader may read */
  async ofRoom(roomId: string, from: number): Promise<StreamSnapshot[]> {
    const live = await this.generations.live(roomId);
    if (live?.status !== 'streaming') return [];
    await this.signals.ask('flush', live.id, FLUSH_TIMEOUT_MS);
    if (((await this.messages.byId(live.messageId))?.seq ?? 0) < from) return [];
    const row = await this.generations.byId(live.id);
    if (row?.status !== 'streaming') return [];
    const { id: generationId, messageId, attempt, text, thinking } = row;
    return [{ messageId, generationId, attempt, parts: { text, thinking, tool: '' } }];
  }
}
