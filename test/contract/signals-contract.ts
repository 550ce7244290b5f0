import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Signals } from '#platform/signals';
import { Gate } from '../support/gate.js';

export interface SignalsUnderTest {
  /** Two processes that hear each other; one and the same where there is only one process. */
  here: Signals;
  there: Signals;
  dispose(): Promise<void>;
}

/** Long enough for an answer, which a test that succeeds does not wait for. */
const AMPLE_MS = 5_000;
/** For answers that must not come. */
const SHORT_MS = 150;

/** What every `Signals` owes its callers. */
export function signalsContract(name: string, make: () => Promise<SignalsUnderTest>): void {
  describe(name, () => {
    let here: Signals;
    let there: Signals;
    let dispose: () => Promise<void>;

    beforeAll(async () => ({ here, there, dispose } = await make()));
    afterAll(async () => dispose());

    it('is acted on by a listener elsewhere, and by one in the same process', async () => {
      const id = randomUUID();
      const calls: string[] = [];
      there.on('stop', id, async () => void calls.push('there'));
      expect(await here.ask('stop', id, AMPLE_MS)).toBe(true);
      expect(await there.ask('stop', id, AMPLE_MS)).toBe(true);
      expect(calls).toEqual(['there', 'there']);
    });

    it('answers once the listener is done, not before', async () => {
      const id = randomUUID();
      const gate = new Gate();
      const called = new Gate();
      let done = false;
      there.on('flush', id, async () => {
        called.open();
        await gate.wait();
        done = true;
      });
      const asked = here.ask('flush', id, AMPLE_MS);
      await called.wait();
      expect(done).toBe(false);
      gate.open();
      expect(await asked).toBe(true);
      expect(done).toBe(true);
    });

    it('gives up after its time when nobody listens', async () => {
      expect(await here.ask('stop', randomUUID(), SHORT_MS)).toBe(false);
    });

    it('reaches neither another id nor another topic', async () => {
      const id = randomUUID();
      const calls: string[] = [];
      there.on('stop', id, async () => void calls.push('right'));
      there.on('stop', randomUUID(), async () => void calls.push('another id'));
      there.on('flush', id, async () => void calls.push('another topic'));
      expect(await here.ask('stop', id, AMPLE_MS)).toBe(true);
      expect(calls).toEqual(['right']);
    });

    it('calls nobody who has gone', async () => {
      const id = randomUUID();
      const calls: string[] = [];
      const leave = there.on('stop', id, async () => void calls.push('gone'));
      leave();
      leave();
      expect(await here.ask('stop', id, SHORT_MS)).toBe(false);
      expect(calls).toEqual([]);
    });

    it('keeps a listener whose predecessor leaves late', async () => {
      const id = randomUUID();
      const calls: string[] = [];
      const leave = there.on('stop', id, async () => void calls.push('first'));
      there.on('stop', id, async () => void calls.push('second'));
      leave();
      expect(await here.ask('stop', id, AMPLE_MS)).toBe(true);
      expect(calls).toEqual(['second']);
    });

    it.each([
      ['rejects', async () => Promise.reject(new Error('on purpose'))],
      [
        'throws',
        () => {
          throw new Error('on purpose');
        },
      ],
    ])('is not acted on by a listener that %s', async (_, listener) => {
      const id = randomUUID();
      there.on('stop', id, listener);
      expect(await here.ask('stop', id, SHORT_MS)).toBe(false);
    });

    it('does not wait for a listener that hangs', async () => {
      const id = randomUUID();
      const gate = new Gate();
      there.on('flush', id, async () => gate.wait());
      expect(await here.ask('flush', id, SHORT_MS)).toBe(false);
      gate.open();
    });

    it('does not take the late answer to an earlier word for its own', async () => {
      const id = randomUUID();
      const [first, second] = [new Gate(), new Gate()];
      const answers = [first, second];
      let done = 0;
      there.on('flush', id, async () => {
        await answers.shift()?.wait();
        done++;
      });
      expect(await here.ask('flush', id, SHORT_MS)).toBe(false);
      const again = here.ask('flush', id, AMPLE_MS).then((acted) => ({ acted, done }));
      first.open();
      expect(await here.ask('flush', id, AMPLE_MS)).toBe(true);
      second.open();
      expect(await again).toEqual({ acted: true, done: 3 });
    });

    it('answers everybody who asks at the same time', async () => {
      const ids = Array.from({ length: 20 }, () => randomUUID());
      for (const [index, id] of ids.entries()) (index % 2 ? here : there).on('flush', id, async () => undefined);
      const asked = ids.flatMap((id) => [here.ask('flush', id, AMPLE_MS), there.ask('flush', id, AMPLE_MS)]);
      expect(await Promise.all(asked)).toEqual(asked.map(() => true));
    });
  });
}
