/** At most `limit` times in `seconds`, which begin with the first time. */
export interface Rate {
  limit: number;
  /** Whole seconds. */
  seconds: number;
}

export interface Taken {
  /** How many of those asked for are within the rate. */
  granted: number;
  /** How many are left until the count begins anew. */
  remaining: number;
  /** Whole seconds until the count begins anew, at least 1. */
  resetSeconds: number;
}

/**
 * Counts what may happen only so often, the same count in every process. It is never a reason for a request to fail
 * or to wait: where the count that all share is out of reach, each process counts by itself.
 */
export abstract class RateLimits {
  /**
   * Counts `wanted` times against a bucket (by default 1) and says how many of them are within the rate. What is
   * refused prolongs nothing.
   */
  abstract take(bucket: string, rate: Rate, wanted?: number): Promise<Taken>;

  /** Takes back what was counted and then not done; what came before the count began anew is given back to the new one. */
  abstract giveBack(bucket: string, rate: Rate, count?: number): Promise<void>;
}

/** What a count means for those who have just been counted. */
export function takenOf(
  count: { consumedPoints: number; msBeforeNext: number },
  { limit, seconds }: Rate,
  wanted: number,
): Taken {
  const over = Math.max(0, count.consumedPoints - limit);
  return {
    granted: Math.max(0, wanted - over),
    remaining: Math.max(0, limit - count.consumedPoints),
    resetSeconds: Math.min(seconds, Math.max(1, Math.ceil(count.msBeforeNext / 1000))),
  };
}
