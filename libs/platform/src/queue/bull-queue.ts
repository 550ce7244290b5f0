import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Queue as BullMq, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { Queue, type Job, type JobHandler, type JobName } from './queue.js';

/** A job whose worker died is taken over after 5 to 15 s. */
const RECOVERY = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 2 };

/** How long Redis may take to hear of the end; what it does not hear of looks as if the process had died. */
const FAREWELL_MS = 2_000;

/** BullMQ on Redis 7 or Valkey. */
export class BullQueue extends Queue {
  private readonly logger = new Logger('Queue');
  private readonly handlers = new Map<JobName, JobHandler>();
  private readonly queues = new Map<JobName, BullMq>();
  private readonly workers: Worker[] = [];
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  /**
   * @param client for commands, failing at once while Redis is away
   * @param blocking for waiting on jobs, retrying for ever (BullMQ demands it)
   */
  constructor(
    private readonly client: Redis,
    private readonly blocking: () => Redis,
    private readonly concurrency: number,
  ) {
    super();
  }

  async add(job: Job): Promise<void> {
    // BullMQ's first command would wait for Redis for ever; the client's own fails in time.
    if (this.client.status !== 'ready') await this.client.ping();
    await this.queue(job.name).add(job.name, job.data, { jobId: job.id, removeOnComplete: true, removeOnFail: true });
  }

  handle(name: JobName, handler: JobHandler): void {
    this.handlers.set(name, handler);
  }

  async start(): Promise<void> {
    for (const [name, handler] of this.handlers) {
      const worker = new Worker<Record<string, string>>(name, (job) => this.run(handler, job.data), {
        connection: this.blocking(),
        concurrency: this.concurrency,
        prefix: 'colloquy',
        ...RECOVERY,
      });
      // Connection errors are told once by the connections themselves.
      worker.on('error', (error) => this.logger.debug(`Queue ${name}: ${error.message}`));
      worker.on('failed', (job, error) => this.logger.error(error, `Job ${name} ${job?.id ?? '?'} failed`));
      this.workers.push(worker);
    }
  }

  /** BullMQ's own way to close waits for Redis, for ever while it is away; so the workers pause and are cut off. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const paused = Promise.allSettled(this.workers.map((worker) => worker.pause()));
    do {
      await Promise.allSettled(this.running);
      await Promise.race([paused, delay(FAREWELL_MS, undefined, { ref: false })]);
    } while (this.running.size > 0);
    await Promise.allSettled(this.workers.map((worker) => worker.close(true)));
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  async ping(): Promise<void> {
    await this.client.ping();
  }

  private async run(handler: JobHandler, data: Record<string, string>): Promise<void> {
    const run = (async () => handler(data, this.stopping.signal))();
    this.running.add(run);
    try {
      await run;
    } finally {
      this.running.delete(run);
    }
  }

  private queue(name: JobName): BullMq {
    let queue = this.queues.get(name);
    if (!queue) {
      queue = new BullMq(name, { connection: this.client, prefix: 'colloquy' });
      queue.on('error', (error) => this.logger.debug(`Queue ${name}: ${error.message}`));
      this.queues.set(name, queue);
    }
    return queue;
  }
}
