import { Logger } from '@nestjs/common';
import { Queue, type Job, type JobHandler, type JobName } from './queue.js';

/** The queue of the embedded topology: the rows are the truth, this only runs them. */
export class InProcessQueue extends Queue {
  private readonly logger = new Logger('Queue');
  private readonly handlers = new Map<JobName, JobHandler>();
  private readonly waiting = new Map<string, Job>();
  private readonly running = new Map<string, { name: JobName; run: Promise<void> }>();
  private readonly stopping = new AbortController();
  private started = false;

  constructor(private readonly concurrency: number) {
    super();
  }

  async add(job: Job): Promise<void> {
    if (this.running.has(job.id) || this.stopping.signal.aborted) return;
    this.waiting.set(job.id, job);
    this.pump();
  }

  handle(name: JobName, handler: JobHandler): void {
    this.handlers.set(name, handler);
  }

  async start(): Promise<void> {
    this.started = true;
    this.pump();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.waiting.clear();
    await Promise.all([...this.running.values()].map(({ run }) => run));
  }

  async ping(): Promise<void> {}

  private pump(): void {
    if (!this.started) return;
    for (const [id, job] of this.waiting) {
      if (this.runningOf(job.name) >= this.concurrency) continue;
      this.waiting.delete(id);
      const run = this.run(job).finally(() => {
        this.running.delete(id);
        this.pump();
      });
      this.running.set(id, { name: job.name, run });
    }
  }

  private runningOf(name: JobName): number {
    let count = 0;
    for (const one of this.running.values()) if (one.name === name) count++;
    return count;
  }

  private async run(job: Job): Promise<void> {
    try {
      await this.handlers.get(job.name)?.(job.data, this.stopping.signal);
    } catch (error) {
      this.logger.error(error, `Job ${job.name} ${job.id} failed`);
    }
  }
}
