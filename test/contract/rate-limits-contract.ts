import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { RateLimits } from '#platform/rate-limits';
import { poll } from '../support/diagnostics.js';

export interface RateLimitsUnderTest {
  /** Two processes that count together; one and the same where there is only one process. */
  here: RateLimits;
  there: RateLimits;
  dispose(): Promise<void>;
}

const MINUTE = { limit: 3, seconds: 60 };

/** What every `RateLimits` owes its callers. */
export function rateLimitsContract(name: string, make: () => Promise<RateLimitsUnderTest>): void {
  describe(name, () => {
    let here: RateLimits;
    let there: RateLimits;
    let dispose: () => Promise<void>;

    beforeAll(async () => ({ here, there, dispose } = await make()));
    afterAll(async () => dispose());

    it('grants as many as the rate says, whichever process is asked, and no more', async () => {
      const bucket = randomUUID();
      const granted: number[] = [];
      for (const one of [here, there, here, there, here]) granted.push((await one.take(bucket, MINUTE)).granted);
      expect(granted).toEqual([1, 1, 1, 0, 0]);
    });

    it('says what is left and in how many seconds the count begins anew', async () => {
      const bucket = randomUUID();
      expect(await here.take(bucket, MINUTE)).toEqual({ granted: 1, remaining: 2, resetSeconds: 60 });
      await there.take(bucket, MINUTE, 5);
      const beyond = await here.take(bucket, MINUTE);
      expect(beyond).toMatchObject({ granted: 0, remaining: 0 });
      expect(beyond.resetSeconds).toBeGreaterThan(30);
      expect(beyond.resetSeconds).toBeLessThanOrEqual(60);
    });

    it('grants a part where not all of them fit', async () => {
      const bucket = randomUUID();
      expect((await here.take(bucket, MINUTE, 2)).granted).toBe(2);
      expect((await there.take(bucket, MINUTE, 4)).granted).toBe(1);
      expect((await here.take(bucket, MINUTE, 4)).granted).toBe(0);
    });

    it('counts none when none are wanted', async () => {
      const bucket = randomUUID();
      expect(await here.take(bucket, MINUTE, 0)).toMatchObject({ granted: 0, remaining: 3 });
    });

    it('keeps buckets apart', async () => {
      const [full, other] = [randomUUID(), randomUUID()];
      await here.take(full, MINUTE, 3);
      expect((await here.take(full, MINUTE)).granted).toBe(0);
      expect((await here.take(other, MINUTE)).granted).toBe(1);
    });

    it('counts what was given back as if it had not been', async () => {
      const bucket = randomUUID();
      await here.take(bucket, MINUTE, 3);
      await there.giveBack(bucket, MINUTE);
      expect((await here.take(bucket, MINUTE)).granted).toBe(1);
      expect((await there.take(bucket, MINUTE)).granted).toBe(0);
      await here.giveBack(bucket, MINUTE, 3);
      expect((await here.take(bucket, MINUTE, 3)).granted).toBe(2);
    });

    it('begins anew after its time, however often it refused meanwhile', async () => {
      const bucket = randomUUID();
      const second = { limit: 1, seconds: 1 };
      const began = performance.now();
      expect((await here.take(bucket, second)).granted).toBe(1);
      expect((await here.take(bucket, second)).granted).toBe(0);
      await poll(async () => ((await there.take(bucket, second)).granted === 1 ? true : undefined), {
        timeoutMs: 5_000,
        what: 'a new count',
      });
      expect(performance.now() - began).toBeGreaterThan(900);
      expect((await here.take(bucket, second)).granted).toBe(0);
    });

    it('grants no more to many who ask at once', async () => {
      const bucket = randomUUID();
      const asked = Array.from({ length: 40 }, async (_, index) =>
        (index % 2 ? here : there).take(bucket, { limit: 7, seconds: 60 }),
      );
      const granted = (await Promise.all(asked)).reduce((sum, one) => sum + one.granted, 0);
      expect(granted).toBe(7);
    });
  });
}
