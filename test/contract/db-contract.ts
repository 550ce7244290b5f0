import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setImmediate as macrotask } from 'node:timers/promises';
import { Between, LessThan, MoreThanOrEqual } from 'typeorm';
import { isDatabaseAway, isDuplicate, type Db } from '#platform/db';
import { Gate } from '../support/gate.js';
import { Counter, Note } from './db-schema.js';

export interface DbUnderTest {
  /** Open, on an empty database with the tables of `db-schema.ts`. */
  db: Db;
  dispose(): Promise<void>;
}

/** What every `Db` owes its callers. */
export function dbContract(name: string, make: () => Promise<DbUnderTest>): void {
  describe(name, () => {
    let db: Db;
    let dispose: () => Promise<void>;

    beforeAll(async () => ({ db, dispose } = await make()));
    afterAll(async () => dispose());

    const insert = async (id: string, label = id): Promise<void> => {
      await db.repository(Note).insert({ id, label, body: '', writtenAt: new Date() });
    };
    const exists = async (id: string): Promise<boolean> => db.repository(Note).existsBy({ id });

    /** A transaction that has written the row `id` and stays open until its gate is. */
    const held = (id: string): { written: Promise<void>; gate: Gate; over: Promise<void> } => {
      const [written, gate] = [new Gate(), new Gate()];
      const over = db.tx(async () => {
        await insert(id);
        written.open();
        await gate.wait();
      });
      return { written: written.wait(), gate, over };
    };

    it('answers a ping', async () => db.ping());

    describe('a transaction', () => {
      it('commits, and gives what its function returned', async () => {
        const id = randomUUID();
        const result = await db.tx(async () => {
          await insert(id);
          return 42;
        });
        expect(result).toBe(42);
        expect(await exists(id)).toBe(true);
      });

      it('rolls back when its function throws, and throws the same', async () => {
        const id = randomUUID();
        const reason = new Error('changed my mind');
        const attempt = db.tx(async () => {
          await insert(id);
          throw reason;
        });
        await expect(attempt).rejects.toBe(reason);
        expect(await exists(id)).toBe(false);
      });

      it('sees its own writes, which others see after the commit only', async () => {
        const id = randomUUID();
        const { written, gate, over } = held(id);
        await written;
        expect(await exists(id)).toBe(false);
        gate.open();
        await over;
        expect(await exists(id)).toBe(true);
        await db.tx(async () => {
          await insert(`${id}-2`);
          expect(await exists(`${id}-2`)).toBe(true);
        });
      });

      it('joins the one around it', async () => {
        const [outer, inner] = [randomUUID(), randomUUID()];
        const attempt = db.tx(async () => {
          await insert(outer);
          const seen = await db.tx(async () => {
            await insert(inner);
            return exists(outer);
          });
          expect(seen).toBe(true);
          throw new Error('the outer one fails');
        });
        await expect(attempt).rejects.toThrow('the outer one fails');
        expect([await exists(outer), await exists(inner)]).toEqual([false, false]);
      });

      it('goes on after a failed statement', async () => {
        const [taken, other] = [randomUUID(), randomUUID()];
        await db.tx(async () => insert(taken));
        await db.tx(async () => {
          await expect(insert(taken)).rejects.toThrow();
          await insert(other);
        });
        expect(await exists(other)).toBe(true);
      });

      it('has no part of a lone read in its middle', async () => {
        const id = randomUUID();
        const { written, gate, over } = held(id);
        await written;
        const read = exists(id);
        const manager = db.manager;
        await expect(read).resolves.toBe(false);
        gate.open();
        await over;
        expect(manager.queryRunner).toBeUndefined();
      });

      it('does not take in what was begun in it and goes on after it', async () => {
        const [kept, dropped] = [randomUUID(), randomUUID()];
        const gate = new Gate();
        const late: Promise<unknown>[] = [];
        await db.tx(async () => {
          late.push(
            gate.wait().then(async () => db.tx(async () => insert(kept))),
            gate.wait().then(async () =>
              db.tx(async () => {
                await insert(dropped);
                throw new Error('too late');
              }),
            ),
          );
        });
        gate.open();
        const [first, second] = await Promise.allSettled(late);
        expect(first).toMatchObject({ status: 'fulfilled' });
        expect(second).toMatchObject({ status: 'rejected', reason: new Error('too late') });
        expect([await exists(kept), await exists(dropped)]).toEqual([true, false]);
      });
    });

    describe('parallel transactions', () => {
      const increment = async (id: string, thenThrow: boolean): Promise<void> =>
        db.tx(async () => {
          const counters = db.repository(Counter);
          const lock = db.locksRows ? { lock: { mode: 'pessimistic_write' as const } } : {};
          const { count } = await counters.findOneOrFail({ where: { id }, ...lock });
          await macrotask();
          await counters.update({ id }, { count: count + 1 });
          await macrotask();
          if (thenThrow) throw new Error('not this one');
        });

      it('count exactly, those that fail left out', async () => {
        const id = randomUUID();
        await db.tx(async () => db.repository(Counter).insert({ id, count: 0 }));
        const attempts = Array.from({ length: 200 }, async (_, index) => increment(id, index % 5 === 4));
        const outcomes = await Promise.allSettled(attempts);
        expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(40);
        expect(await db.repository(Counter).findOneBy({ id })).toEqual({ id, count: 160 });
      });

      it('keep their writes apart, each whole or not at all', async () => {
        const ids = Array.from({ length: 40 }, () => randomUUID());
        const write = async (id: string, index: number): Promise<void> =>
          db.tx(async () => {
            await insert(`${id}-1`);
            await macrotask();
            await insert(`${id}-2`);
            if (index % 2 === 1) throw new Error('odd');
          });
        await Promise.allSettled(ids.map(write));
        const found = await Promise.all(ids.map(async (id) => [await exists(`${id}-1`), await exists(`${id}-2`)]));
        expect(found).toEqual(ids.map((_, index) => (index % 2 === 0 ? [true, true] : [false, false])));
      });
    });

    describe('an effect after the commit', () => {
      it('runs once the rows are there, in order, before the caller goes on', async () => {
        const id = randomUUID();
        const log: unknown[] = [];
        await db.tx(async () => {
          await db.afterCommit(async () => log.push(['first', await exists(id)]));
          await db.tx(async () => db.afterCommit(() => log.push('second')));
          await insert(id);
          log.push('written');
        });
        expect(log).toEqual(['written', ['first', true], 'second']);
      });

      it('never runs when the transaction is rolled back', async () => {
        const ran: string[] = [];
        const attempt = db.tx(async () => {
          await db.tx(async () => db.afterCommit(() => ran.push('effect')));
          throw new Error('rolled back');
        });
        await expect(attempt).rejects.toThrow('rolled back');
        await db.tx(async () => db.afterCommit(() => ran.push('next')));
        expect(ran).toEqual(['next']);
      });

      it('runs at once outside a transaction', async () => {
        const ran: string[] = [];
        await db.afterCommit(() => ran.push('effect'));
        expect(ran).toEqual(['effect']);
      });

      it('fails neither the transaction nor the next effect', async () => {
        const id = randomUUID();
        const ran: string[] = [];
        const fail = async (): Promise<never> => {
          throw new Error('the effect failed');
        };
        await db.tx(async () => {
          await insert(id);
          await db.afterCommit(fail);
          await db.afterCommit(() => ran.push('next'));
        });
        expect(ran).toEqual(['next']);
        expect(await exists(id)).toBe(true);
      });

      it('may begin a transaction of its own', async () => {
        const id = randomUUID();
        await db.tx(async () => db.afterCommit(async () => db.tx(async () => insert(id))));
        expect(await exists(id)).toBe(true);
      });
    });

    describe('isDuplicate', () => {
      const errorOf = async (write: () => Promise<unknown>): Promise<unknown> =>
        db.tx(write).then(
          () => undefined,
          (error: unknown) => error,
        );

      it('recognises a second primary key and a second unique value, and nothing else', async () => {
        const id = randomUUID();
        await db.tx(async () => insert(id));
        const key = await errorOf(async () => insert(id, 'another label'));
        const unique = await errorOf(async () => insert(randomUUID(), id));
        const empty = await errorOf(async () => db.manager.query(`INSERT INTO contract_notes (id) VALUES ('x')`));
        const wrong = await errorOf(async () => db.manager.query('INSERT INTO no_such_table VALUES (1)'));
        expect([key, unique, empty, wrong].map((error) => isDuplicate(error))).toEqual([true, true, false, false]);
        expect([key, unique, empty, wrong].map(isDatabaseAway)).toEqual([false, false, false, false]);
      });
    });

    describe('values', () => {
      const write = async (values: Partial<Note>): Promise<Note> => {
        const id = randomUUID();
        const note = { id, label: id, body: '', writtenAt: new Date(0), ...values };
        await db.tx(async () => db.repository(Note).insert(note));
        return db.repository(Note).findOneByOrFail({ id });
      };

      it.each([
        '2026-03-29T01:30:00.123Z',
        '2026-10-25T00:30:00.007Z',
        '1999-12-31T23:59:59.999Z',
        '2038-02-01T00:00:00.500Z',
      ])('keep the time %s to the millisecond', async (time) => {
        const { writtenAt } = await write({ writtenAt: new Date(time) });
        expect(writtenAt.toISOString()).toBe(time);
      });

      it('stand in the database as UTC, whatever the time zone of the machine', async () => {
        const { id } = await write({ writtenAt: new Date('2026-07-01T23:30:00.120Z') });
        const found: unknown = await db.manager.query(
          `SELECT CAST(written_at AS CHAR) AS stored FROM contract_notes WHERE id = '${id}'`,
        );
        expect(found).toEqual([{ stored: '2026-07-01 23:30:00.120' }]);
      });

      it('compare by time to the millisecond', async () => {
        const at = (ms: number): Date => new Date(Date.UTC(2031, 0, 1, 12, 0, 0, ms));
        const notes = [
          await write({ writtenAt: at(1) }),
          await write({ writtenAt: at(2) }),
          await write({ writtenAt: at(3) }),
        ];
        const between = Between(at(0), at(9));
        const found = await db.repository(Note).find({ where: { writtenAt: between }, order: { writtenAt: 'DESC' } });
        expect(found.map(({ id }) => id)).toEqual(notes.map(({ id }) => id).toReversed());
        const [early, late] = [LessThan(at(2)), MoreThanOrEqual(at(2))];
        expect(await db.repository(Note).countBy([{ writtenAt: early, id: notes[0]?.id }])).toBe(1);
        expect(await db.repository(Note).countBy([{ writtenAt: early, id: notes[1]?.id }])).toBe(0);
        expect(await db.repository(Note).countBy([{ writtenAt: late, id: notes[1]?.id }])).toBe(1);
      });

      it.each([
        '👩🏽‍🚀 emoji and 𝒻𝑜𝓊𝓇-byte 𠀋',
        'line\nline\r\n\ttab',
        `quotes ' " \` \\ % _ ?`,
        'é ≠ e\u0301',
        ' spaces around ',
      ])('keep the text %j', async (text) => {
        const { body, label } = await write({ body: text, label: `${randomUUID()} ${text}` });
        expect(body).toBe(text);
        expect(label.endsWith(text)).toBe(true);
      });
    });
  });
}
