/** What a job carries: ids only, never content or keys. */
export interface Job {
  /** One of `JOBS`. */
  name: JobName;
  /** Adding a job with the id of one that waits or runs is a no-op. No `:` in it (BullMQ). */
  id: string;
  data: Record<string, string>;
}

export const JOBS = ['answer', 'mail'] as const;
export type JobName = (typeof JOBS)[number];

export type JobHandler = (data: Record<string, string>, signal: AbortSignal) => Promise<void>;

/**
 * The doorbell of the workers: it says that there is something to do; what there is to do stands in the database.
 * Delivery is at least once and may be lost together with Redis, so handlers are fenced by a lease in the database and
 * a sweep adds again what has a row and no job. A handler's failure is logged and not retried.
 */
export abstract class Queue {
  /** Adds a job; rejects when the queue can't be reached. */
  abstract add(job: Job): Promise<void>;

  /** Registers the handler of a job, in every role; it runs only after `start`. */
  abstract handle(name: JobName, handler: JobHandler): void;

  /** Begins to take jobs, of each kind up to the configured number at once: one kind does not hold up another. */
  abstract start(): Promise<void>;

  /** Takes no more jobs, aborts the running ones' signals and waits for their handlers to return. */
  abstract stop(): Promise<void>;

  /** Resolves when the queue answers. */
  abstract ping(): Promise<void>;
}
