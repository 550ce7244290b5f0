import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { MemoryRateLimits } from './memory-rate-limits.js';
import { RateLimits, takenOf, type Rate, type Taken } from './rate-limits.js';

/** How long Redis is left alone after it has failed: one that hangs holds up a few requests a second, not each. */
const REST_MS = 1_000;

/** Counts that all processes share. While Redis does not answer, each process counts by itself. */
export class RedisRateLimits extends RateLimits {
  private readonly shared: RateLimiterRedis;
  private readonly own = new MemoryRateLimits();
  private restUntil = 0;

  /** @param client fails at once while Redis is away, and soon when it does not answer */
  constructor(client: Redis) {
    super();
    this.shared = new RateLimiterRedis({ storeClient: client, keyPrefix: 'rate', points: 1, duration: 1 });
  }

  async take(bucket: string, rate: Rate, wanted = 1): Promise<Taken> {
    const count = await this.asked(() => this.shared.penalty(bucket, wanted, { customDuration: rate.seconds }));
    return count ? takenOf(count, rate, wanted) : this.own.take(bucket, rate, wanted);
  }

  async giveBack(bucket: string, rate: Rate, count = 1): Promise<void> {
    const given = await this.asked(() => this.shared.reward(bucket, count, { customDuration: rate.seconds }));
    if (!given) await this.own.giveBack(bucket, rate, count);
  }

  /** Null when Redis did not do it. */
  private async asked<T>(command: () => Promise<T>): Promise<T | null> {
    if (Date.now() < this.restUntil) return null;
    try {
      return await command();
    } catch {
      this.restUntil = Date.now() + REST_MS;
      return null;
    }
  }
}
