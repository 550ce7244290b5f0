import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { RedisConnections } from '../../libs/platform/src/module/redis.js';
import { InProcessSignals } from '../../libs/platform/src/signals/in-process-signals.js';
import { RedisSignals } from '../../libs/platform/src/signals/redis-signals.js';
import { poll } from '../support/diagnostics.js';
import { services, topologyKind } from '../support/env.js';
import { signalsContract, type SignalsUnderTest } from './signals-contract.js';

const CHANNEL = 'contract:signals';

signalsContract('InProcessSignals', async () => {
  const signals = new InProcessSignals();
  return { here: signals, there: signals, dispose: async () => signals.close() };
});

if (topologyKind() === 'full') {
  /** Two processes on one Redis that hear each other already. */
  const twoProcesses = async (): Promise<SignalsUnderTest & { redis: RedisConnections }> => {
    const redis = new RedisConnections(services().REDIS_URL);
    const [here, there] = [0, 1].map(() => new RedisSignals(redis.client(), redis.subscriber(), CHANNEL)) as [
      Signals,
      Signals,
    ];
    for (const one of [here, there]) {
      const id = randomUUID();
      const leave = one.on('flush', id, async () => undefined);
      await poll(async () => ((await one.ask('flush', id, 100)) ? true : undefined), { what: 'a subscription' });
      leave();
    }
    const dispose = async (): Promise<void> => {
      await here.close();
      await there.close();
      await redis.close();
    };
    return { here, there, dispose, redis };
  };
  type Signals = RedisSignals;

  signalsContract('RedisSignals', twoProcesses);

  describe('RedisSignals', () => {
    let under: Awaited<ReturnType<typeof twoProcesses>>;

    beforeAll(async () => {
      under = await twoProcesses();
    });
    afterAll(async () => under.dispose());

    it('is not put out by what others say on its channel', async () => {
      const { here, there, redis } = under;
      for (const noise of ['', '{', 'null', '42', '{"topic":"stop"}', '{"id":1,"topic":{}}', '[]']) {
        await redis.client().publish(CHANNEL, noise);
      }
      const id = randomUUID();
      there.on('stop', id, async () => undefined);
      expect(await here.ask('stop', id, 5_000)).toBe(true);
    });
  });
}
