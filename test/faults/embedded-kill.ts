import { expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { history, room, say } from '../factories/places.js';
import { expectOneAnswer, type Broken } from '../support/aftermath.js';
import { ask, wordTokens } from '../support/answers.js';
import type { Observer } from '../support/observer.js';
import { useServer } from '../support/suite.js';

const RESTART_MS = 30_000;
const TOKENS = wordTokens(40);
const WHOLE = TOKENS.join('');

/** Kills and restarts of the one process of the embedded topology, in the middle of what people do. */
export const embeddedKills = (): void => {
  const server = useServer({ kind: 'embedded', name: 'embedded-kill', fresh: true });

  /** An answer that stands still after half of its words; another attempt gets all of them. */
  const halfSaid = async (ana: Person, readers: readonly Observer[]): Promise<Broken> => {
    const [first] = readers;
    if (first === undefined) throw new Error('Somebody has to watch');
    server.upstream.script('a long answer', async (reply) => reply.tokens(TOKENS));
    server.upstream.script(
      'a long answer',
      async (reply) => {
        await reply.tokens(TOKENS.slice(0, 20));
        await reply.hang();
      },
      1,
    );
    const { id, question } = await ask(ana, first, '@ai a long answer');
    await Promise.all(readers.map(async (reader) => reader.sees(id, 'word19 ')));
    return { id, questionId: question.id, whole: WHOLE };
  };

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'Q3 R41 %s in the middle of an answer, restart: one answer for every reader',
    async (signal) => {
      const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
      const place = await room(ana, { members: [ben] });
      const readers = await Promise.all([ana.watch(place.id), ben.watch(place.id)]);
      const broken = await halfSaid(ana, readers);
      const waiting = await ask(ana, readers[0], '@ai and one that waits');
      const exit = await server.topology.kill('api', 0, signal);
      if (signal === 'SIGTERM') expect(exit).toEqual({ code: 0, signal: null });
      await server.topology.start('api', 0);
      await expectOneAnswer(broken, ana, readers, { timeoutMs: RESTART_MS });
      // What waited behind it is answered too, once.
      const next = await readers[1].ended(waiting.id, RESTART_MS);
      expect(next.status).toBe('complete');
      expect(server.upstream.callsOf('and one that waits')).toHaveLength(1);
    },
  );

  test('Q3 killed again and again: the answer ends, and is not repeated', async () => {
    const ana = await person(server.topology, 'ana');
    const place = await room(ana);
    const reader = await ana.watch(place.id);
    server.upstream.script('never to be said', async (reply) => {
      await reply.tokens(TOKENS.slice(0, 20));
      await reply.hang();
    });
    const { id, question } = await ask(ana, reader, '@ai never to be said');
    for (let round = 1; round <= 6; round++) {
      const call = server.upstream.called('never to be said', round).then(() => 'asked again' as const);
      const end = reader.ended(id, RESTART_MS * 2).then(() => 'ended' as const);
      const outcome = await Promise.race([call, end]);
      call.catch(() => undefined);
      end.catch(() => undefined);
      if (outcome === 'ended') break;
      await server.topology.restartAll('SIGKILL');
    }
    const answer = await expectOneAnswer({ id, questionId: question.id, whole: WHOLE }, ana, [reader], {
      timeoutMs: RESTART_MS,
    });
    expect(answer).toMatchObject({ status: 'failed', generation: { error: { code: 'worker_lost' } } });
  });

  test('Q1 SIGKILL while people write: what was acknowledged is there, once', async () => {
    const ana = await person(server.topology, 'ana');
    const place = await room(ana);
    const reader = await ana.watch(place.id);
    const acknowledged = new Set<string>();
    const writing = Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const made = await say(ana, place.id, `line ${index}`).catch(() => undefined);
        if (made) acknowledged.add(made.id);
      }),
    );
    await reader.message((one) => one.content.startsWith('line'), 'the first line');
    await server.topology.kill('api', 0, 'SIGKILL');
    await writing;
    await server.topology.start('api', 0);
    const stored = await history(ana, place.id);
    const ids = stored.map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of acknowledged) expect(ids).toContain(id);
    expect(stored.map((one) => one.seq)).toEqual(stored.map((_, position) => position + 1));
    const after = await say(ana, place.id, 'alive again');
    await reader.message((one) => one.id === after.id, 'the line after the restart');
    expect(reader.messages()).toEqual([...stored, after]);
  });
};
