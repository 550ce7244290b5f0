import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { RedisConnections } from '../../libs/platform/src/module/redis.js';
import { MemoryRateLimits } from '../../libs/platform/src/rate-limits/memory-rate-limits.js';
import { RedisRateLimits } from '../../libs/platform/src/rate-limits/redis-rate-limits.js';
import { poll } from '../support/diagnostics.js';
import { services, topologyKind } from '../support/env.js';
import { CuttableProxy } from './cuttable-proxy.js';
import { rateLimitsContract } from './rate-limits-contract.js';

const MINUTE = { limit: 3, seconds: 60 };

rateLimitsContract('MemoryRateLimits', async () => {
  const limits = new MemoryRateLimits();
  return { here: limits, there: limits, dispose: async () => undefined };
});

if (topologyKind() === 'full') {
  /** A connection that is there already: until then each process would count by itself. */
  const connected = async (redis: RedisConnections): Promise<RedisRateLimits> => {
    const client = redis.impatient();
    await poll(async () => ((await client.ping().catch(() => '')) ? true : undefined), { what: 'Redis' });
    return new RedisRateLimits(client);
  };

  rateLimitsContract('RedisRateLimits', async () => {
    const redis = new RedisConnections(services().REDIS_URL);
    const [here, there] = [await connected(redis), await connected(redis)];
    return { here, there, dispose: async () => redis.close() };
  });

  describe('RedisRateLimits', () => {
    it('counts by itself while Redis is away, and together again when it is back', async () => {
      const proxy = new CuttableProxy(services().REDIS_URL);
      await proxy.mend();
      const redis = new RedisConnections(proxy.url);
      const [here, there] = [await connected(redis), await connected(redis)];
      try {
        const bucket = randomUUID();
        await here.take(bucket, MINUTE, 3);
        expect((await there.take(bucket, MINUTE)).granted).toBe(0);
        await proxy.cut();
        expect((await here.take(bucket, MINUTE, 4)).granted).toBe(3);
        expect((await there.take(bucket, MINUTE, 4)).granted).toBe(3);
        await proxy.mend();
        await poll(
          async () => ((await there.take(bucket, { limit: 100, seconds: 60 })).remaining < 95 ? true : undefined),
          {
            what: 'the count that all share',
          },
        );
      } finally {
        await redis.close();
        await proxy.cut();
      }
    });
  });
}
