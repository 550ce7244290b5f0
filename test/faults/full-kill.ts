import { expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { clientId, history, room } from '../factories/places.js';
import { expectOneAnswer, type Broken } from '../support/aftermath.js';
import { ask, wordTokens } from '../support/answers.js';
import { Gate } from '../support/gate.js';
import type { Observer } from '../support/observer.js';
import { useServer } from '../support/suite.js';

const WORKER_MS = 45_000;
const RESTART_MS = 30_000;
const RECONNECT_MS = 5_000;
const TOKENS = wordTokens(40);
const WHOLE = TOKENS.join('');

/** Kills of workers and API processes of the full topology, in the middle of what people do. */
export const fullKills = (): void => {
  const server = useServer({ kind: 'full', name: 'full-kill', fresh: true });

  interface Scene {
    who: Person;
    readers: [Observer, Observer];
    broken: Broken;
  }

  /**
   * A room with a reader on each API process and an answer that stands still half-way, until `gate` opens where one is
   * given; another attempt gets the whole text.
   */
  const scene = async (name: string, gate?: Gate): Promise<Scene> => {
    const ana = await person(server.topology, 'ana', 0);
    const ben = await person(server.topology, 'ben', 1);
    const place = await room(ana, { members: [ben] });
    const readers: [Observer, Observer] = [await ana.watch(place.id), await ben.watch(place.id)];
    server.upstream.script(name, async (reply) => reply.tokens(TOKENS));
    server.upstream.script(
      name,
      async (reply) => {
        await reply.tokens(TOKENS.slice(0, 20));
        await reply.until(gate ? gate.wait() : reply.hang());
        await reply.tokens(TOKENS.slice(20));
      },
      1,
    );
    const { id, question } = await ask(ana, readers[0], `@ai ${name}`);
    await Promise.all(readers.map(async (reader) => reader.sees(id, 'word19 ')));
    return { who: ben, readers, broken: { id, questionId: question.id, whole: WHOLE } };
  };

  /** Number of the worker that the scripted model was called by. */
  const workerOf = (name: string, nth = 0): number =>
    Number(/worker(\d)$/.exec(server.upstream.callsOf(name)[nth]?.headers.authorization ?? '')?.[1]);

  test('Q4 SIGKILL of the worker: another one answers within 45 s, and nothing is appended twice', async () => {
    const { who, readers, broken } = await scene('kill my worker');
    const first = workerOf('kill my worker');
    await server.topology.kill('worker', first, 'SIGKILL');
    const answer = await expectOneAnswer(broken, who, readers, { timeoutMs: WORKER_MS });
    if (answer.status === 'complete') {
      expect(answer.generation?.attempt).toBe(2);
      expect(workerOf('kill my worker', 1)).toBe(1 - first);
    }
  });

  test('Q3 SIGTERM of the worker: it hands over, the other one goes on', async () => {
    const { who, readers, broken } = await scene('hand it over');
    const exit = await server.topology.kill('worker', workerOf('hand it over'), 'SIGTERM');
    expect(exit).toEqual({ code: 0, signal: null });
    const answer = await expectOneAnswer(broken, who, readers, { timeoutMs: WORKER_MS });
    expect(answer.status).toBe('complete');
  });

  test('Q3 SIGKILL of an API process: its readers go on at the other within 5 s, without gap or repeat', async () => {
    const gate = new Gate();
    const { who, readers, broken } = await scene('kill my door', gate);
    const [left, stayed] = readers;
    const killed = performance.now();
    await server.topology.kill('api', 0, 'SIGKILL');
    await left.until(
      (model) => (model.text(broken.id) === TOKENS.slice(0, 20).join('') && left.url === stayed.url ? true : undefined),
      'to be back',
      RECONNECT_MS,
    );
    expect(performance.now() - killed).toBeLessThan(RECONNECT_MS);
    gate.open();
    const answer = await expectOneAnswer(broken, who, readers, { timeoutMs: WORKER_MS, index: 1 });
    expect(answer).toMatchObject({ status: 'complete', generation: { attempt: 1 } });
  });

  test('Q1 SIGKILL of an API process while people write: sends without acknowledgement are repeated, each is there once', async () => {
    const ana = await person(server.topology, 'ana', 0);
    const place = await room(ana);
    const reader = await ana.watch(place.id);
    const ids = Array.from({ length: 100 }, clientId);
    const body = (id: string): unknown => ({ content: `text of ${id}`, clientId: id });
    const path = `/rooms/${place.id}/messages`;
    const deliver = async (id: string): Promise<void> => {
      const first = await ana
        .api(0)
        .post(path, body(id))
        .catch(() => undefined);
      if (first?.status === 201) return;
      const second = await ana.api(1).post(path, body(id));
      expect([200, 201]).toContain(second.status);
    };
    const writing = Promise.all(ids.map(deliver));
    await reader.message((one) => one.content.startsWith('text of'), 'the first one');
    await server.topology.kill('api', 0, 'SIGKILL');
    await writing;
    const stored = await history(ana, place.id, 1);
    expect(stored.map((one) => one.clientId).sort()).toEqual([...ids].sort());
    await reader.until((model) => (model.messages().length === stored.length ? true : undefined), 'all of them');
    expect(reader.messages()).toEqual(stored);
  });

  test('Q3 SIGKILL of everything, restart: every orphan ends within 30 s of the start', async () => {
    const { who, readers, broken } = await scene('kill them all');
    const waiting = await ask(who, readers[1], '@ai one that waits');
    await server.topology.killAll('SIGKILL');
    await server.topology.startAll();
    const answer = await expectOneAnswer(broken, who, readers, { timeoutMs: RESTART_MS });
    expect(answer.generation?.attempt).toBeGreaterThanOrEqual(1);
    const next = await readers[0].ended(waiting.id, RESTART_MS);
    expect(next.status).toBe('complete');
    expect(server.upstream.callsOf('one that waits')).toHaveLength(1);
  });

  test('Q4 Q8 SIGKILL of one worker with twelve rooms streaming: each has one answer', async () => {
    const gate = new Gate();
    const ana = await person(server.topology, 'ana', 1);
    server.upstream.script('twelve rooms', async (reply) => {
      await reply.tokens(TOKENS.slice(0, 20));
      await reply.until(gate.wait());
      await reply.tokens(TOKENS.slice(20));
    });
    const rooms = await Promise.all(Array.from({ length: 12 }, async () => room(ana)));
    const scenes = await Promise.all(
      rooms.map(async (one) => {
        const reader = await ana.watch(one.id);
        const { id, question } = await ask(ana, reader, '@ai twelve rooms');
        await reader.sees(id, 'word19 ');
        return { reader, broken: { id, questionId: question.id, whole: WHOLE } };
      }),
    );
    await server.topology.kill('worker', workerOf('twelve rooms'), 'SIGKILL');
    gate.open();
    for (const { reader, broken } of scenes) await expectOneAnswer(broken, ana, [reader], { timeoutMs: WORKER_MS });
  });
};
