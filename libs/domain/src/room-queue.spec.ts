import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextInLine, turnOrder, type Waiting } from './room-queue.js';

/** `'aab'` → three requests in this order, two of `a` and one of `b`. */
const requests = (askers: string): Waiting[] =>
  Array.from(askers, (requestedBy, order) => ({ generationId: `${requestedBy}${order}`, requestedBy, order }));
const turns = (last: Record<string, number>) => new Map(Object.entries(last));

describe('turns in a room', () => {
  it.each<[waiting: string, last: Record<string, number>, served: string[]]>([
    ['', {}, []],
    ['a', {}, ['a0']],
    ['aaa', {}, ['a0', 'a1', 'a2']],
    ['aaab', {}, ['a0', 'b3', 'a1', 'a2']],
    ['aaabbc', {}, ['a0', 'b3', 'c5', 'a1', 'b4', 'a2']],
    ['aab', { a: 1 }, ['b2', 'a0', 'a1']],
    ['abc', { a: 9, b: 3, c: 6 }, ['b1', 'c2', 'a0']],
    ['abc', { a: 2, z: 40 }, ['b1', 'c2', 'a0']],
    ['ba', { a: 4, b: 4 }, ['b0', 'a1']],
    ['ab', { a: 0 }, ['b1', 'a0']],
  ])('%s after %j', (waiting, last, served) => {
    const order = turnOrder(requests(waiting), turns(last));
    expect(order.map(({ generationId }) => generationId)).toEqual(served);
    expect(nextInLine(requests(waiting), turns(last))?.generationId).toBe(served[0]);
  });

  const world = fc.record({
    waiting: fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
      .chain((askers) => fc.shuffledSubarray(requests(askers.join('')), { minLength: askers.length })),
    last: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'z'), fc.nat(20)).map(turns),
  });
  const orderOf = ({ waiting, last }: { waiting: Waiting[]; last: Map<string, number> }) => turnOrder(waiting, last);

  it('serve each request once', () => {
    fc.assert(
      fc.property(world, (w) => {
        expect(orderOf(w).toSorted((a, b) => a.order - b.order)).toEqual(
          w.waiting.toSorted((a, b) => a.order - b.order),
        );
      }),
    );
  });

  it("keep each asker's own order", () => {
    fc.assert(
      fc.property(world, (w) => {
        for (const own of Map.groupBy(orderOf(w), ({ requestedBy }) => requestedBy).values()) {
          expect(own).toEqual(own.toSorted((a, b) => a.order - b.order));
        }
      }),
    );
  });

  it('give everybody else who waits exactly one turn between two of one asker', () => {
    fc.assert(
      fc.property(world, (w) => {
        const askers = orderOf(w).map(({ requestedBy }) => requestedBy);
        const gaps = askers.flatMap((asker, turn) => {
          const later = askers.slice(turn + 1);
          const again = later.indexOf(asker);
          const othersWaiting = new Set(later.filter((other) => other !== asker));
          return again < 0 ? [] : [{ served: later.slice(0, again).toSorted(), waited: [...othersWaiting].toSorted() }];
        });
        expect(gaps.map(({ served }) => served)).toEqual(gaps.map(({ waited }) => waited));
      }),
    );
  });

  it('do not depend on how the requests are listed, and change neither list nor map', () => {
    fc.assert(
      fc.property(world, ({ waiting, last }) => {
        const before = structuredClone({ waiting, last });
        expect(turnOrder(waiting.toReversed(), last)).toEqual(turnOrder(waiting, last));
        expect({ waiting, last }).toEqual(before);
      }),
    );
  });

  it('go on as foreseen when the first is served and leaves', () => {
    fc.assert(
      fc.property(world, ({ waiting, last }) => {
        const [first, ...rest] = turnOrder(waiting, last);
        if (first === undefined) return;
        const served = new Map(last).set(first.requestedBy, Math.max(0, ...last.values()) + 1);
        expect(
          turnOrder(
            waiting.filter((request) => request !== first),
            served,
          ),
        ).toEqual(rest);
      }),
    );
  });
});
