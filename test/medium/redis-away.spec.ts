import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { BullQueue } from '../../libs/platform/src/queue/bull-queue.js';
import { RedisRateLimits } from '../../libs/platform/src/rate-limits/redis-rate-limits.js';
import { RedisSignals } from '../../libs/platform/src/signals/redis-signals.js';
import { within } from '../support/diagnostics.js';
import { freePort } from '../support/ports.js';

/** A request waits this long at most for what it can do without (product.md: chat goes on while Redis is away). */
const PATIENCE_MS = 3_000;

Logger.overrideLogger(false);

describe('While Redis is away', () => {
  let port: number;
  let connections: Redis[];

  beforeEach(async () => {
    port = await freePort();
    connections = [];
  });
  afterEach(() => {
    for (const connection of connections) connection.disconnect();
  });

  const connect = (maxRetriesPerRequest: number | null): Redis => {
    const connection = new Redis(port, { maxRetriesPerRequest, disconnectTimeout: 50 });
    connection.on('error', () => undefined);
    connections.push(connection);
    return connection;
  };

  it('a job is refused soon, so that its sender goes on and the sweep adds it later', async () => {
    const queue = new BullQueue(connect(1), () => connect(null), 1);
    const added = queue.add({ name: 'answer', id: 'job-1', data: {} });
    await expect(within(added, PATIENCE_MS, 'the refusal')).rejects.not.toThrow(/Waited/);
    await expect(within(queue.ping(), PATIENCE_MS, 'the refusal')).rejects.not.toThrow(/Waited/);
  });

  it('a worker stops soon', async () => {
    const queue = new BullQueue(connect(1), () => connect(null), 1);
    queue.handle('answer', async () => undefined);
    await queue.start();
    await within(queue.stop(), PATIENCE_MS, 'the end');
  });

  it('nobody acts on a signal', async () => {
    const signals = new RedisSignals(connect(1), connect(null), 'medium:signals');
    signals.on('stop', 'gen_1', async () => undefined);
    expect(await within(signals.ask('stop', 'gen_1', 500), PATIENCE_MS, 'an answer')).toBe(false);
    await signals.close();
  });
  it('requests are counted by the process itself, at once', async () => {
    const limits = new RedisRateLimits(connect(0));
    const rate = { limit: 2, seconds: 60 };
    const granted: number[] = [];
    for (const _ of [1, 2, 3]) {
      const taken = within(limits.take('somebody', rate), PATIENCE_MS, 'a count');
      granted.push((await taken).granted);
    }
    expect(granted).toEqual([1, 1, 0]);
  });

  it('a Redis that hangs holds up a request once, not each', async () => {
    const silent = createServer((socket) => void socket.resume()).listen(port, '127.0.0.1');
    await once(silent, 'listening');
    const client = new Redis(port, { maxRetriesPerRequest: 0, commandTimeout: 200, enableReadyCheck: false });
    client.on('error', () => undefined);
    connections.push(client);
    await once(client, 'connect');
    const limits = new RedisRateLimits(client);
    const rate = { limit: 2, seconds: 60 };
    expect((await within(limits.take('somebody', rate), PATIENCE_MS, 'a count')).granted).toBe(1);
    const began = performance.now();
    for (const _ of Array.from({ length: 50 })) await limits.take('somebody', rate);
    expect(performance.now() - began).toBeLessThan(200);
    client.disconnect();
    silent.close();
  });
});
