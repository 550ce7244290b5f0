import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { Signals } from '#platform/signals';
import { EndGeneration } from './end-generation.js';
import type { GenerationRow } from './generation.entity.js';
import { GenerationsRepository } from './generations.repository.js';
import { SIGNAL_TIMEOUT_MS } from './stop-generation.js';

/** Stops everything that is being answered or waits in a room. In the transaction that has locked the room. */
@Injectable()
export class StopRoom {
  constructor(
    private readonly db: Db,
    private readonly generations: GenerationsRepository,
    private readonly end: EndGeneration,
    private readonly signals: Signals,
  ) {}

  /** For a room that stays: what is written is kept, and the messages say that they were stopped. */
  async run(roomId: string, userId: string): Promise<void> {
    for (const row of await this.pending(roomId)) {
      if (row.leaseId === null && (await this.end.run(row, null, { status: 'stopped' }))) continue;
      await this.generations.update(row.id, { stopRequestedAt: new Date(), stopRequestedBy: userId });
      await this.tellWorker(row.id);
    }
  }

  /** For a room that goes: nobody is left to be told, and no worker may write on. */
  async abandon(roomId: string): Promise<void> {
    const pending = await this.pending(roomId);
    await this.generations.endAll(roomId, new Date());
    for (const { id, leaseId } of pending) if (leaseId) await this.tellWorker(id);
  }

  private async pending(roomId: string): Promise<GenerationRow[]> {
    const pending = await this.generations.pending(roomId);
    return this.generations.byIds(pending.map(({ id }) => id));
  }

  private async tellWorker(id: string): Promise<void> {
    await this.db.afterCommit(() => void this.signals.ask('stop', id, SIGNAL_TIMEOUT_MS));
  }
}
