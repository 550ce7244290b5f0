import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { loadTokenizer } from '#inference';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { Queue } from '#platform/queue';
import { RoomClock } from '../rooms/room-clock.js';
import { GenerationsRepository } from './generations.repository.js';
import { RoomQueue } from './room-queue.js';
import { RunGeneration } from './run-generation.js';

const SWEEP_MS = 5_000;
const SWEEP_SIZE = 200;
/** Loading it takes a moment that people who wait for the start need not wait for. */
const TOKENIZER_DELAY_MS = 1_000;

/**
 * Takes the jobs of the workers. The sweep makes an outbox of the rows: what has a row and no job is rung for again,
 * so a flushed Redis, a crash or a lost ring loses nothing.
 */
@Injectable()
export class GenerationWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(GenerationWorker.name);
  private timer: NodeJS.Timeout | undefined;
  private tokenizer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;

  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly queue: Queue,
    private readonly roomQueue: RoomQueue,
    private readonly clock: RoomClock,
    private readonly generations: GenerationsRepository,
    private readonly runGeneration: RunGeneration,
  ) {
    queue.handle('answer', ({ generationId = '' }, signal) => this.runGeneration.run(generationId, signal));
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.worker) return;
    if (this.config.database.kind === 'sqlite') await this.db.tx(() => this.generations.expireLeases());
    await this.queue.start();
    this.tokenizer = setTimeout(() => void this.loadTokenizer(), TOKENIZER_DELAY_MS);
    this.sweepOnce();
    this.timer = setInterval(() => this.sweepOnce(), SWEEP_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    clearTimeout(this.tokenizer);
    await this.sweeping;
    await this.queue.stop();
  }

  private async loadTokenizer(): Promise<void> {
    await loadTokenizer().catch((error: unknown) => this.logger.warn(error, 'Tokens are estimated: no tokenizer'));
  }

  private sweepOnce(): void {
    this.sweeping ??= this.sweep()
      .catch((error: unknown) =>
        this.logger.warn(`The sweep failed: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => (this.sweeping = undefined));
  }

  private async sweep(): Promise<void> {
    for (const row of await this.generations.abandoned(new Date(), SWEEP_SIZE)) await this.roomQueue.ring(row);
    for (const roomId of await this.generations.stuckRooms(SWEEP_SIZE)) {
      await this.db.tx(() => this.clock.with(roomId, (tick) => this.roomQueue.advance(tick)));
    }
  }
}
