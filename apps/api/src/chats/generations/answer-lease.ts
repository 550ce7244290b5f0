import { Db } from '#platform/db';
import type { GenerationRow } from './generation.entity.js';
import type { GenerationsRepository } from './generations.repository.js';

/** A worker that has not written for this long has lost its answer to whoever claims it next. */
export const LEASE_MS = 10_000;
/** Saved at least this often while text comes, … */
const CHECKPOINT_MS = 1_000;
/** … and after this many new characters (Q3: every second or 2 KB). */
const CHECKPOINT_LENGTH = 2_000;
/** Without new text the lease is only prolonged. */
const HEARTBEAT_MS = 3_000;

export type LeaseEnd = 'stopped' | 'lost';

/**
 * One worker's hold on one answer: saves what is written and prolongs the lease in the same conditional UPDATE, and
 * tells when somebody asked to stop or the lease is another worker's (Q4).
 */
export class AnswerLease {
  private saved = { length: 0, at: Date.now() };
  private saving: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param written what is written so far
   * @param ended called once, when the answer must not be continued
   */
  constructor(
    private readonly db: Db,
    private readonly generations: GenerationsRepository,
    private readonly row: Pick<GenerationRow, 'id'> & { leaseId: string },
    private readonly written: () => { text: string; thinking: string; firstTokenAt: Date | null },
    private readonly ended: (why: LeaseEnd) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.saveIfDue(), CHECKPOINT_MS / 2);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** To be called as text comes. */
  async grown(): Promise<void> {
    const { text, thinking } = this.written();
    if (text.length + thinking.length - this.saved.length >= CHECKPOINT_LENGTH) await this.save();
  }

  /** Saves what is written now, after a save that is under way. */
  async save(): Promise<void> {
    await this.saving;
    this.saving = this.write().finally(() => (this.saving = undefined));
    await this.saving;
  }

  private async saveIfDue(): Promise<void> {
    const { text, thinking } = this.written();
    const age = Date.now() - this.saved.at;
    // A save that does not come back (a frozen database) must not outlive the lease.
    if (age > LEASE_MS) this.ended('lost');
    const grown = text.length + thinking.length > this.saved.length;
    if (!this.saving && (age >= HEARTBEAT_MS || (grown && age >= CHECKPOINT_MS))) await this.save();
  }

  private async write(): Promise<void> {
    const { text, thinking, firstTokenAt } = this.written();
    const now = Date.now();
    try {
      const mine = await this.db.tx(
        () =>
          this.generations.checkpoint(this.row.id, this.row.leaseId, {
            text,
            thinking,
            firstTokenAt,
            leaseUntil: new Date(now + LEASE_MS),
          }),
        'relaxed',
      );
      this.saved = { length: text.length + thinking.length, at: now };
      if (!mine) this.ended((await this.generations.holds(this.row.id, this.row.leaseId)) ? 'stopped' : 'lost');
    } catch {
      // The database is away: go on while the lease lasts, then somebody else may have it.
      if (now - this.saved.at > LEASE_MS) this.ended('lost');
    }
  }
}
