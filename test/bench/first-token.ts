import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { call, plainSocket, type Crowd } from './crowd.js';
import { atMost, percentile, type Figure } from './figures.js';

const ROUNDS_ALONE = 60;
const ROUNDS_CROWDED = 40;
const ROUNDS_BURST = 4;
const ASK = 'bench first=20 tokens=3';
/** Answers that stream while others are measured: 20 tokens a second, long enough for all rounds. */
const BACKGROUND = 'bench tokens=160 rate=20';

/** Milliseconds from the request to the first token, straight from the model server. */
const direct = async (stub: string): Promise<number> => {
  const started = performance.now();
  const answer = await fetch(`${stub}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'bench', stream: true, messages: [{ role: 'user', content: ASK }] }),
  });
  const reader = answer.body?.getReader();
  await reader?.read();
  const took = performance.now() - started;
  while (!(await reader?.read())?.done);
  return took;
};

interface Delta {
  roomId: string;
}

interface Pair {
  asker: Socket;
  reader: Socket;
  roomId: string;
}

/** Milliseconds from one person's send to the first token at another person's socket. */
const through = async ({ asker, reader, roomId }: Pair, ask = ASK, begun?: () => void): Promise<number> => {
  let first = NaN;
  const ended = new Promise<void>((resolve) => {
    const delta = (event: Delta): void => {
      if (event.roomId !== roomId || !Number.isNaN(first)) return;
      first = performance.now();
      begun?.();
    };
    const updated = (event: { roomId: string; message: { status: string } }): void => {
      if (event.roomId !== roomId || ['queued', 'streaming'].includes(event.message.status)) return;
      reader.off('generation:delta', delta).off('message:updated', updated);
      resolve();
    };
    reader.on('generation:delta', delta).on('message:updated', updated);
  });
  const started = performance.now();
  await call(asker, 'message:send', { roomId, content: `@ai ${ask}`, clientId: randomUUID() });
  await ended;
  return first - started;
};

/**
 * S1: time that the product adds to the first token: alone, and while every other room's answer streams. What happens
 * when all ask in the same instant is shown too, without an aim: there the asks wait for one another's commits.
 */
export const firstToken = async (crowd: Crowd, stub: string): Promise<Figure[]> => {
  const pairs = await Promise.all(
    crowd.rooms.map(async (one, index) => {
      const [asker, reader] = await Promise.all(
        [0, 1].map(async (seat) => {
          const who = crowd.people[crowd.seats[index]?.[seat] ?? 0];
          return plainSocket(who?.api().baseUrl ?? '', who?.session.accessToken);
        }),
      );
      if (!asker || !reader) throw new Error('Nobody to measure');
      await call(reader, 'room:open', { roomId: one.id });
      return { asker, reader, roomId: one.id };
    }),
  );
  const figures: Figure[] = [];
  const add = (name: string, ours: number[], bare: number[], aimed = true): void => {
    const aims = [
      ['p50', 0.5, 5],
      ['p99', 0.99, 40],
    ] as const;
    for (const [label, share, limit] of aims) {
      const [mine, reference] = [percentile(ours, share), percentile(bare, share)];
      const added = mine - reference;
      const common = { unit: 'ms', referenceName: 'stub directly' };
      figures.push({ measure: `S1 first token, ${name}, ${label}`, value: mine, aim: null, reference, ...common });
      const measure = `S1 added to the first token, ${name}, ${label}`;
      figures.push({
        measure,
        value: added,
        aim: aimed ? atMost(added, limit, 'ms') : null,
        reference: null,
        ...common,
      });
    }
  };

  const [alone, ...others] = pairs;
  if (alone === undefined) throw new Error('No rooms');
  const inTurn = async (rounds: number): Promise<[number[], number[]]> => {
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      ours.push(await through(alone));
      bare.push(await direct(stub));
    }
    return [ours, bare];
  };
  await inTurn(15);
  add('1 at once', ...(await inTurn(ROUNDS_ALONE)));

  const begun: Promise<void>[] = [];
  const background = others.map(async (pair) => {
    let start = (): void => undefined;
    begun.push(new Promise((resolve) => (start = resolve)));
    return through(pair, BACKGROUND, start);
  });
  await Promise.all(begun);
  add(`${pairs.length} streaming at once`, ...(await inTurn(ROUNDS_CROWDED)));
  await Promise.all(background);

  const [oursBurst, bareBurst]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS_BURST; round++) {
    const got = await Promise.all(pairs.map(async (pair) => through(pair)));
    const straight = await Promise.all(pairs.map(async () => direct(stub)));
    // The first round warms the paths for many at once.
    if (round === 0) continue;
    oursBurst.push(...got);
    bareBurst.push(...straight);
  }
  add(`${pairs.length} asked in the same instant`, oursBurst, bareBurst, false);
  for (const { asker, reader } of pairs) {
    asker.disconnect();
    reader.disconnect();
  }
  return figures;
};
