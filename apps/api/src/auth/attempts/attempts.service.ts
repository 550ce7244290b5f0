import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '#contract';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { AuditService } from '../../insight/audit.service.js';
import { AttemptsRepository } from './attempts.repository.js';
import { WINDOW_MS, type Bucket } from './buckets.js';
import { verdict, type Verdict } from './verdict.js';

export { BUCKETS, type Bucket } from './buckets.js';

/** Errors of a check that say: what was given is wrong. After any other the try does not count. */
const WRONG: readonly ErrorCode[] = ['invalid_credentials', 'code_invalid', 'reset_link_invalid'];

/** How long one waits for the checks of others; then it is a refusal like any other. */
const PATIENCE_MS = 4_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 640;

/** What the audit log is told when a limit is reached. */
export interface Trace {
  address: string;
  subjectId?: string | null;
}

/**
 * Back-off for guesses (R9). A try is written down before it is checked, so that parallel guesses don't slip past, and
 * taken back when it was right. A success takes back itself and nothing else: whoever has an account of their own
 * can't wash their address clean with it, nor the guesses at an account whose owner signs in meanwhile.
 */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly db: Db,
    private readonly attempts: AttemptsRepository,
    private readonly audit: AuditService,
  ) {}

  /**
   * Runs `check` if every bucket has a try left. It has failed when it throws `invalid_credentials`, `code_invalid` or
   * `reset_link_invalid`. Not for use within a transaction: the try would be written with it, not before.
   * @throws AppError rate_limited with the seconds to wait, and whatever `check` throws
   */
  async guard<T>(buckets: readonly Bucket[], trace: Trace, check: () => Promise<T>): Promise<T> {
    const ids = await this.begin(buckets);
    let result: T;
    try {
      result = await check();
    } catch (error) {
      if (error instanceof AppError && WRONG.includes(error.code)) await this.fail(ids, buckets, trace);
      else await this.takeBack(ids);
      throw error;
    }
    await this.takeBack(ids);
    return result;
  }

  /**
   * Uses up one try in every bucket, for what counts whatever comes of it, such as asking for a mail.
   * @throws AppError rate_limited with the seconds to wait
   */
  async spend(buckets: readonly Bucket[], trace: Trace): Promise<void> {
    await this.fail(await this.begin(buckets), buckets, trace);
  }

  /** Forgets the tries that count no longer. */
  async removeOld(): Promise<void> {
    await this.db.tx(() => this.attempts.removeBefore(new Date(Date.now() - WINDOW_MS)), 'relaxed');
  }

  /** Writes a try down; its ids, once it may be checked. */
  private async begin(buckets: readonly Bucket[]): Promise<number[]> {
    const keys = buckets.map(({ key }) => key);
    const patience = Date.now() + PATIENCE_MS;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const ids = await this.db.tx(() => this.attempts.insert(keys, new Date()), 'relaxed');
      const verdicts = await this.verdicts(buckets);
      if (verdicts.every((one) => one === 'free')) return ids;
      await this.takeBack(ids);
      const waits = verdicts.map((one) => (typeof one === 'object' ? one.retryAfterSeconds : 0));
      const wait = Math.max(...waits, Date.now() > patience ? 1 : 0);
      if (wait > 0)
        throw new AppError('rate_limited', `Too many tries. Try again in ${inWords(wait)}.`, {
          retryAfterSeconds: wait,
        });
      // Whoever wrote at the same instant has stepped back too: come again at different times, ever further apart.
      await delay(pause * (0.5 + Math.random()));
    }
  }

  private async fail(ids: readonly number[], buckets: readonly Bucket[], { address, subjectId }: Trace): Promise<void> {
    await this.db.tx(() => this.attempts.fail(ids), 'relaxed');
    const verdicts = await this.verdicts(buckets);
    for (const [index, { key, limit }] of buckets.entries()) {
      if (typeof verdicts[index] !== 'object') continue;
      // Which limit, not whose: the rest of the key may be the hash of a password that was typed in the wrong field.
      const detail = { bucket: key.split(':', 2).join(':'), limit };
      await this.audit.record({ action: 'login.blocked', subjectId: subjectId ?? null, address, detail });
    }
  }

  private async takeBack(ids: readonly number[]): Promise<void> {
    await this.db.tx(() => this.attempts.remove(ids), 'relaxed');
  }

  private async verdicts(buckets: readonly Bucket[]): Promise<Verdict[]> {
    const now = new Date();
    const keys = buckets.map(({ key }) => key);
    const tries = await this.attempts.since(keys, new Date(now.getTime() - WINDOW_MS));
    return buckets.map((bucket) => verdict(bucket, tries, now));
  }
}

const inWords = (seconds: number): string =>
  seconds > 60 ? `${Math.ceil(seconds / 60)} minutes` : seconds === 1 ? 'a second' : `${seconds} seconds`;
