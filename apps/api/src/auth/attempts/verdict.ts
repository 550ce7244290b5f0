import type { Attempt } from './attempt.entity.js';
import { WINDOW_MS, type Bucket } from './buckets.js';

/** A check takes less; one that has not come to its end by then (a process was killed) counts as failed. */
const CHECK_MS = 30_000;

export type Try = Pick<Attempt, 'bucket' | 'at' | 'underWay'>;

/** `free`: may be checked; `busy`: not before others that are under way have ended; else how long to wait. */
export type Verdict = 'free' | 'busy' | { retryAfterSeconds: number };

/**
 * Whether one more try may be checked, itself being written down among `tries`. Of however many tries at once, over
 * however many processes, no more pass than the limit leaves: each is written before it is judged, so whichever was
 * written last sees all the others.
 */
export function verdict(bucket: Bucket, tries: readonly Try[], now: Date): Verdict {
  const ages = (all: readonly Try[]): number[] => all.map(({ at }) => now.getTime() - at.getTime());
  const own = tries.filter((one) => one.bucket === bucket.key && now.getTime() - one.at.getTime() < WINDOW_MS);
  const failed = own.filter((one) => !one.underWay || now.getTime() - one.at.getTime() >= CHECK_MS);
  if (failed.length < bucket.limit) return own.length <= bucket.limit ? 'free' : 'busy';
  // When this one has left the window, one fewer than the limit are left in it.
  const leaving = ages(failed).sort((a, b) => a - b)[bucket.limit - 1] ?? 0;
  return { retryAfterSeconds: Math.max(1, Math.ceil((WINDOW_MS - leaving) / 1000)) };
}
