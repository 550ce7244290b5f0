import { afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate as macrotask } from 'node:timers/promises';
import type { Job, Queue } from '#platform/queue';
import { poll, within } from '../support/diagnostics.js';
import { Gate } from '../support/gate.js';
import { Journal } from '../support/journal.js';

export interface QueueUnderTest {
  /** Empty, without handlers, not started; takes as many jobs at once as it was made for. */
  queue: Queue;
  dispose(): Promise<void>;
}

export const job = (data: Record<string, string> = {}): Job => ({ name: 'answer', id: `job-${randomUUID()}`, data });

/** What every `Queue` owes its callers. */
export function queueContract(name: string, make: (concurrency: number) => Promise<QueueUnderTest>): void {
  describe(name, () => {
    const made: QueueUnderTest[] = [];

    const queueOf = async (concurrency: number): Promise<Queue> => {
      const one = await make(concurrency);
      made.push(one);
      return one.queue;
    };

    afterEach(async () => {
      for (const { queue, dispose } of made.splice(0)) {
        await queue.stop();
        await dispose();
      }
    });

    /** A started queue and the numbers (`data.n`) that its handler was given. */
    const counting = async (concurrency: number): Promise<{ queue: Queue; ran: Journal<string> }> => {
      const queue = await queueOf(concurrency);
      const ran = new Journal<string>();
      queue.handle('answer', async ({ n = '' }) => ran.add(n));
      await queue.start();
      return { queue, ran };
    };

    const all = async (ran: Journal<string>, count: number): Promise<true> =>
      ran.until(() => (ran.entries.length >= count ? true : undefined), { what: `${count} runs` });

    it('answers a ping', async () => {
      const queue = await queueOf(1);
      await queue.ping();
    });

    it('runs each job once and hands it its data', async () => {
      const queue = await queueOf(4);
      const ran = new Journal<Record<string, string>>();
      queue.handle('answer', async (data) => ran.add(data));
      await queue.start();
      const data = Array.from({ length: 50 }, (_, n) => ({ n: String(n), text: `Grüße 👋🏽 "${n}"` }));
      await Promise.all(data.map(async (one) => queue.add(job(one))));
      await ran.until(() => (ran.entries.length >= 50 ? true : undefined), { what: '50 runs' });
      await queue.stop();
      expect(ran.entries.toSorted((a, b) => Number(a.n) - Number(b.n))).toEqual(data);
    });

    it('runs nothing before it is started, then what has waited', async () => {
      const queue = await queueOf(2);
      const ran = new Journal<string>();
      queue.handle('answer', async ({ n = '' }) => ran.add(n));
      await queue.add(job({ n: 'early' }));
      await queue.ping();
      await macrotask();
      expect(ran.entries).toEqual([]);
      await queue.start();
      await all(ran, 1);
      expect(ran.entries).toEqual(['early']);
    });

    it('takes jobs in the order in which they came', async () => {
      const { queue, ran } = await counting(1);
      const numbers = Array.from({ length: 20 }, (_, n) => String(n));
      for (const n of numbers) await queue.add(job({ n }));
      await all(ran, 20);
      expect(ran.entries).toEqual(numbers);
    });

    it('ignores a job whose id waits', async () => {
      const queue = await queueOf(1);
      const ran = new Journal<string>();
      queue.handle('answer', async ({ n = '' }) => ran.add(n));
      const one = job({ n: 'one' });
      await Promise.all([queue.add(one), queue.add(one)]);
      await queue.add(one);
      await queue.add(job({ n: 'last' }));
      await queue.start();
      await ran.waitFor((n) => n === 'last');
      expect(ran.entries).toEqual(['one', 'last']);
    });

    it('ignores a job whose id runs', async () => {
      const queue = await queueOf(1);
      const ran = new Journal<string>();
      const gate = new Gate();
      queue.handle('answer', async ({ n = '' }) => {
        ran.add(n);
        await gate.wait();
      });
      await queue.start();
      const one = job({ n: 'one' });
      await queue.add(one);
      await all(ran, 1);
      await queue.add(one);
      await queue.add(job({ n: 'last' }));
      gate.open();
      await ran.waitFor((n) => n === 'last');
      expect(ran.entries).toEqual(['one', 'last']);
    });

    it.each([
      ['succeeded', async () => undefined],
      ['failed', async () => Promise.reject(new Error('on purpose'))],
    ])('takes the id of a job that %s again', async (_, end) => {
      const queue = await queueOf(1);
      const ran = new Journal<string>();
      queue.handle('answer', async ({ n = '' }) => {
        ran.add(n);
        await end();
      });
      await queue.start();
      const one = job({ n: 'again' });
      // There is no word for the moment in which the id is free again.
      await poll(async () => {
        await queue.add(one);
        return ran.entries.length >= 3 ? true : undefined;
      });
    });

    it('goes on after handlers that fail, at once or later, without trying again', async () => {
      const queue = await queueOf(2);
      const ran = new Journal<string>();
      queue.handle('answer', ({ n = '' }) => {
        ran.add(n);
        if (n === 'throws') throw new Error('on purpose');
        return n === 'rejects' ? macrotask().then(() => Promise.reject(new Error('on purpose'))) : Promise.resolve();
      });
      await queue.start();
      for (const n of ['throws', 'rejects', 'throws', 'rejects', 'works']) await queue.add(job({ n }));
      await ran.waitFor((n) => n === 'works');
      await queue.add(job({ n: 'last' }));
      await ran.waitFor((n) => n === 'last');
      expect(ran.entries.toSorted()).toEqual(['last', 'rejects', 'rejects', 'throws', 'throws', 'works']);
    });

    it('runs as many at once as it may, and no more', async () => {
      const queue = await queueOf(3);
      const gates = Array.from({ length: 12 }, () => new Gate());
      const now = new Journal<number>();
      let running = 0;
      queue.handle('answer', async ({ n }) => {
        now.add(++running);
        await gates[Number(n)]?.wait();
        running--;
      });
      await queue.start();
      for (const n of gates.keys()) await queue.add(job({ n: String(n) }));
      await now.waitFor((count) => count === 3, { what: 'three at once' });
      for (const gate of gates) {
        await queue.ping();
        gate.open();
      }
      await now.until(() => (now.entries.length === 12 ? true : undefined), { what: '12 runs' });
      expect(Math.max(...now.entries)).toBe(3);
    });

    it('does not let one kind of job hold up another', async () => {
      const queue = await queueOf(2);
      const ran = new Journal<string>();
      const gate = new Gate();
      queue.handle('mail', async () => {
        ran.add('mail');
        await gate.wait();
      });
      queue.handle('answer', async () => ran.add('answer'));
      await queue.start();
      for (let n = 0; n < 4; n++) await queue.add({ ...job(), name: 'mail' });
      await all(ran, 2);
      await queue.add(job());
      await ran.waitFor((kind) => kind === 'answer');
      gate.open();
      await all(ran, 5);
    });

    it('stops: tells the running handlers, waits for them, and takes nothing more', async () => {
      const queue = await queueOf(2);
      const log = new Journal<string>();
      const gate = new Gate();
      queue.handle('answer', async (_, signal) => {
        log.add(signal.aborted ? 'was aborted' : 'runs');
        if (!signal.aborted) await once(signal, 'abort');
        log.add('told');
        await gate.wait();
        log.add('returns');
      });
      await queue.start();
      for (let n = 0; n < 6; n++) await queue.add(job());
      await all(log, 2);
      const stopped = queue.stop().then(() => log.add('stopped'));
      await all(log, 4);
      await queue.ping();
      await macrotask();
      expect(log.entries).toEqual(['runs', 'runs', 'told', 'told']);
      gate.open();
      await stopped;
      expect(log.entries.slice(4)).toEqual(['returns', 'returns', 'stopped']);
    });

    it('can be stopped when nothing runs, and when it never started', async () => {
      const { queue } = await counting(2);
      await within(queue.stop(), 5_000, 'an idle queue to stop');
      await within((await queueOf(2)).stop(), 5_000, 'a queue that never started to stop');
    });
  });
}
