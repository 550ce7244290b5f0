import { RateLimiterMemory } from 'rate-limiter-flexible';
import { RateLimits, takenOf, type Rate, type Taken } from './rate-limits.js';

/** Counts of one process. */
export class MemoryRateLimits extends RateLimits {
  private readonly counter = new RateLimiterMemory({ points: 1, duration: 1 });

  async take(bucket: string, rate: Rate, wanted = 1): Promise<Taken> {
    return takenOf(await this.counter.penalty(bucket, wanted, { customDuration: rate.seconds }), rate, wanted);
  }

  async giveBack(bucket: string, { seconds }: Rate, count = 1): Promise<void> {
    await this.counter.reward(bucket, count, { customDuration: seconds });
  }
}
