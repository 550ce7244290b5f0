import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { RedisConnections } from '../../libs/platform/src/module/redis.js';
import { BullQueue } from '../../libs/platform/src/queue/bull-queue.js';
import { InProcessQueue } from '../../libs/platform/src/queue/in-process-queue.js';
import { poll, within } from '../support/diagnostics.js';
import { topologyKind } from '../support/env.js';
import { Gate } from '../support/gate.js';
import { Journal } from '../support/journal.js';
import { breakGround, type Ground } from '../support/provision.js';
import { CuttableProxy } from './cuttable-proxy.js';
import { job, queueContract, type QueueUnderTest } from './queue-contract.js';

// Handlers that fail on purpose are logged.
Logger.overrideLogger(false);

queueContract('InProcessQueue', async (concurrency) => ({
  queue: new InProcessQueue(concurrency),
  dispose: async () => undefined,
}));

if (topologyKind() === 'full') {
  let ground: Ground;

  beforeAll(async () => {
    ground = await breakGround('full');
  });
  afterAll(async () => ground.remove());

  /** A queue as one process has it. */
  const bullQueue = async (concurrency: number): Promise<QueueUnderTest> => {
    const redis = new RedisConnections(ground.env.REDIS_URL ?? '');
    const queue = new BullQueue(redis.client(), () => redis.blocking(), concurrency);
    const dispose = async (): Promise<void> => {
      await redis.client().flushdb();
      await redis.close();
    };
    return { queue, dispose };
  };

  queueContract('BullQueue', bullQueue);

  describe('BullQueue over several processes', () => {
    let processes: QueueUnderTest[];

    const start = async (count: number): Promise<BullQueue[]> => {
      processes = await Promise.all(Array.from({ length: count }, async () => bullQueue(2)));
      return processes.map(({ queue }) => queue as BullQueue);
    };

    afterEach(async () => {
      await Promise.all(processes.map(async ({ queue }) => queue.stop()));
      for (const { dispose } of processes) await dispose();
    });

    it('runs a job that one process added in another', async () => {
      const [api, worker] = (await start(2)) as [BullQueue, BullQueue];
      const ran = new Journal<string>();
      api.handle('answer', async () => ran.add('in the wrong process'));
      worker.handle('answer', async ({ n = '' }) => ran.add(n));
      await worker.start();
      await api.add(job({ n: 'from afar' }));
      await ran.waitFor(() => true);
      expect(ran.entries).toEqual(['from afar']);
    });

    it('shares the jobs out, each to one process', async () => {
      const [api, ...workers] = (await start(4)) as [BullQueue, ...BullQueue[]];
      const ran = new Journal<{ worker: number; n: string }>();
      const gate = new Gate();
      for (const [worker, queue] of workers.entries()) {
        queue.handle('answer', async ({ n = '' }) => {
          ran.add({ worker, n });
          await gate.wait();
        });
        await queue.start();
      }
      const numbers = Array.from({ length: 30 }, (_, n) => String(n));
      await Promise.all(numbers.map(async (n) => api.add(job({ n }))));
      await ran.until(() => (new Set(ran.entries.map(({ worker }) => worker)).size === 3 ? true : undefined), {
        what: 'all three workers at work',
      });
      gate.open();
      await ran.until(() => (ran.entries.length >= 30 ? true : undefined), { what: '30 runs' });
      const order = ran.entries.map(({ n }) => n).toSorted((a, b) => Number(a) - Number(b));
      expect(order).toEqual(numbers);
    });

    it('leaves what waited to the next process when one stops', async () => {
      const [first, second] = (await start(2)) as [BullQueue, BullQueue];
      const ran = new Journal<string>();
      const gate = new Gate();
      first.handle('answer', async ({ n = '' }) => {
        ran.add(`first ${n}`);
        await gate.wait();
      });
      second.handle('answer', async ({ n = '' }) => ran.add(`second ${n}`));
      await first.start();
      for (const n of ['0', '1', '2', '3']) await first.add(job({ n }));
      await ran.waitFor((line) => line === 'first 1');
      const stopped = first.stop();
      gate.open();
      await stopped;
      await second.start();
      await ran.waitFor((line) => line === 'second 3');
      expect(ran.entries).toEqual(['first 0', 'first 1', 'second 2', 'second 3']);
    });
  });

  describe('BullQueue when Redis goes away', () => {
    let proxy: CuttableProxy;
    let connections: Redis[];
    let queue: BullQueue;
    let ran: Journal<string>;

    beforeEach(async () => {
      proxy = new CuttableProxy(ground.env.REDIS_URL ?? '');
      await proxy.mend();
      connections = [];
      queue = new BullQueue(connect(1), () => connect(null), 2);
      ran = new Journal();
    });
    afterEach(async () => {
      await queue.stop();
      for (const connection of connections) connection.disconnect();
      await proxy.cut();
    });

    /** As `RedisConnections` has them, but gone at once: their default leaves timers for two seconds. */
    const connect = (maxRetriesPerRequest: number | null): Redis => {
      const connection = new Redis(proxy.url, { maxRetriesPerRequest, disconnectTimeout: 50 });
      connection.on('error', () => undefined);
      connections.push(connection);
      return connection;
    };

    const runOne = async (n: string): Promise<void> => {
      await queue.add(job({ n }));
      await ran.waitFor((line) => line === n);
    };

    it('refuses jobs soon, and takes and runs them when it is back', async () => {
      queue.handle('answer', async ({ n = '' }) => ran.add(n));
      await queue.start();
      await runOne('before');
      await proxy.cut();
      await expect(within(queue.add(job({ n: 'lost' })), 4_000, 'the refusal')).rejects.not.toThrow(/Waited/);
      await expect(within(queue.ping(), 4_000, 'the refusal')).rejects.not.toThrow(/Waited/);
      await proxy.mend();
      await poll(async () =>
        queue.add(job({ n: 'after' })).then(
          () => true,
          () => undefined,
        ),
      );
      await ran.waitFor((line) => line === 'after');
    });

    it('stops all the same, after its handlers', async () => {
      const gate = new Gate();
      queue.handle('answer', async ({ n = '' }, signal) => {
        ran.add(n);
        if (n !== 'long') return;
        await once(signal, 'abort');
        await gate.wait();
        ran.add('returned');
      });
      await queue.start();
      await runOne('short');
      await runOne('long');
      await proxy.cut();
      const stopped = queue.stop().then(() => ran.add('stopped'));
      gate.open();
      await within(stopped, 8_000, 'the queue to stop');
      expect(ran.entries).toEqual(['short', 'long', 'returned', 'stopped']);
    });
  });
}
