import { Injectable } from '@nestjs/common';
import type { StreamSnapshot } from '#contract';
import { Signals } from '#platform/signals';
import { GenerationsRepository } from './generations.repository.js';

/** How long a reader who opens a room waits for the worker to save; without it the last checkpoint serves. */
const FLUSH_TIMEOUT_MS = 250;

/** What is written so far in the answers that a room is getting, for a reader who comes in the middle (rulings 6). */
@Injectable()
export class StreamSnapshots {
  constructor(
    private readonly signals: Signals,
    private readonly generations: GenerationsRepository,
  ) {}

  async ofRoom(roomId: string): Promise<StreamSnapshot[]> {
    const live = await this.generations.live(roomId);
    if (live?.status !== 'streaming') return [];
    await this.signals.ask('flush', live.id, FLUSH_TIMEOUT_MS);
    const row = await this.generations.byId(live.id);
    if (row?.status !== 'streaming') return [];
    const { id: generationId, messageId, attempt, text, thinking } = row;
    return [{ messageId, generationId, attempt, parts: { text, thinking, tool: '' } }];
  }
}
