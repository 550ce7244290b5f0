import { test } from '@jest/globals';
import { signal, start } from '../../scripts/services-lib.mjs';
import { person } from '../factories/people.js';
import { history, room, say } from '../factories/places.js';
import { expectOneAnswer } from '../support/aftermath.js';
import { answerTo, ask, wordTokens } from '../support/answers.js';
import { Gate } from '../support/gate.js';
import { poll } from '../support/diagnostics.js';
import { useServer } from '../support/suite.js';

const BACK_MS = 30_000;
const TOKENS = wordTokens(40);
const WHOLE = TOKENS.join('');

/** Outages of what the full topology depends on. */
export const fullOutages = (): void => {
  const server = useServer({ kind: 'full', name: 'full-outage', fresh: true });

  test('Q12 Redis away: people talk on, and after its return every answer is there, whole, once, for everybody', async () => {
    const [ana, ben] = [await person(server.topology, 'ana', 0), await person(server.topology, 'ben', 1)];
    const place = await room(ana, { members: [ben] });
    const readers = [await ana.watch(place.id), await ben.watch(place.id)] as const;
    const gate = new Gate();
    server.upstream.script('begun before', async (reply) => {
      await reply.tokens(TOKENS.slice(0, 20));
      await reply.until(gate.wait());
      await reply.tokens(TOKENS.slice(20));
    });
    server.upstream.script('asked meanwhile', async (reply) => reply.tokens(TOKENS));
    const before = await ask(ana, readers[0], '@ai begun before');
    await Promise.all(readers.map(async (reader) => reader.sees(before.id, 'word19 ')));

    await signal('redis', 'SIGKILL');
    gate.open();
    const plain = await say(ben, place.id, 'Is anybody there?');
    await poll(
      async () => {
        const answer = (await history(ana, place.id)).find((one) => one.id === before.id);
        return answer?.status === 'complete' ? answer : undefined;
      },
      { what: 'the end of the answer in the database' },
    );
    await start('redis');
    // Nothing happens in the room any more: what was missed is asked for because the channel is back.
    const ended = { id: before.id, questionId: before.question.id, whole: WHOLE };
    await expectOneAnswer(ended, ana, readers, { timeoutMs: BACK_MS });
    for (const reader of readers) await reader.message((one) => one.id === plain.id, 'the plain message');

    await signal('redis', 'SIGKILL');
    const question = await say(ana, place.id, '@ai asked meanwhile');
    await start('redis');
    for (const reader of readers) {
      const { id } = await answerTo(reader, question);
      await expectOneAnswer({ id, questionId: question.id, whole: WHOLE }, ana, [reader], { timeoutMs: BACK_MS });
    }
  });
};
