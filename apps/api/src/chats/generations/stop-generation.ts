import { Injectable } from '@nestjs/common';
import { AppError, isTerminal } from '#domain';
import { Db } from '#platform/db';
import { Signals } from '#platform/signals';
import type { RoomAccess } from '../../access/access.service.js';
import { EndGeneration } from './end-generation.js';
import { GenerationsRepository } from './generations.repository.js';

/** How long a worker may take to hear that it is to stop; the flag on the row is what counts. */
export const SIGNAL_TIMEOUT_MS = 1_000;

/** Stops an answer: one that waits leaves the queue, one that is being written keeps its text (R40). */
@Injectable()
export class StopGeneration {
  constructor(
    private readonly db: Db,
    private readonly generations: GenerationsRepository,
    private readonly end: EndGeneration,
    private readonly signals: Signals,
  ) {}

  /** @throws AppError forbidden for another's answer without the right to stop any, not_stoppable when it has ended */
  async run(access: RoomAccess, id: string): Promise<void> {
    await this.db.tx(async () => {
      const row = await this.generations.byId(id);
      if (!row) throw new AppError('not_found');
      access.require(row.requestedBy === access.actor.userId ? 'generation.stopOwn' : 'generation.stopAny');
      if (isTerminal(row.status)) throw new AppError('not_stoppable');
      // Nobody writes it yet: it ends here. A worker that claims it meanwhile has a lease, and is asked to stop instead.
      if (row.leaseId === null && (await this.end.run(row, null, { status: 'stopped' }))) return;
      await this.generations.update(id, { stopRequestedAt: new Date(), stopRequestedBy: access.actor.userId });
      await this.db.afterCommit(() => void this.signals.ask('stop', id, SIGNAL_TIMEOUT_MS));
    });
  }
}
