import { message, type GenerationErrorCode } from '#contract';
import { expect, test } from '@jest/globals';
import { person } from '../factories/people.js';
import { history, room } from '../factories/places.js';
import { ask } from '../support/answers.js';
import { Gate } from '../support/gate.js';
import { useServer } from '../support/suite.js';
import type { UpstreamReply } from '../support/upstream-reply.js';

const server = useServer({ name: 'provider', env: { AI_FIRST_TOKEN_TIMEOUT: '2', AI_RESPONSE_TIMEOUT: '6' } });

const SECRET = 'leaked-upstream-body';

interface Failure {
  name: string;
  /** `seen` opens once a reader sees the text that has to be kept. */
  script: (reply: UpstreamReply, seen: Gate) => Promise<void> | void;
  codes: GenerationErrorCode[];
  /** What was written by then and has to be kept. */
  kept?: string;
  /** The product has to hang up by itself. */
  hangsUp?: boolean;
}

const FAILURES: Failure[] = [
  { name: 'silence', script: async (reply) => reply.hang(), codes: ['first_token_timeout'], hangsUp: true },
  {
    name: 'head without token',
    script: async (reply) => {
      reply.head();
      await reply.hang();
    },
    codes: ['first_token_timeout'],
    hangsUp: true,
  },
  {
    name: 'half and silence',
    script: async (reply) => {
      await reply.tokens(['half ', 'an answer']);
      await reply.hang();
    },
    codes: ['response_timeout', 'provider_disconnected'],
    kept: 'half an answer',
    hangsUp: true,
  },
  {
    name: 'page of 500',
    script: (reply) => reply.error(500, `<html><body>${SECRET}</body></html>`),
    codes: ['provider_error'],
  },
  {
    name: 'wrong key',
    script: (reply) => reply.error(401, { error: { message: `Incorrect API key: ${SECRET}` } }),
    codes: ['provider_auth'],
  },
  {
    name: 'slow down',
    script: (reply) => reply.error(429, { error: { message: SECRET } }, { 'retry-after': '3600' }),
    codes: ['provider_rate_limited'],
  },
  {
    name: 'refused prompt',
    script: (reply) => reply.error(400, { error: { message: SECRET } }),
    codes: ['provider_refused'],
  },
  {
    name: 'reset at once',
    script: (reply) => reply.reset(),
    codes: ['provider_unreachable', 'provider_disconnected'],
  },
  {
    name: 'reset half-way',
    script: async (reply, seen) => {
      await reply.tokens(['kept ', 'text']);
      await reply.until(seen.wait());
      reply.reset();
    },
    codes: ['provider_disconnected'],
    kept: 'kept text',
  },
  { name: 'nothing said', script: (reply) => reply.end(), codes: ['provider_empty'] },
  {
    name: 'bad JSON',
    script: (reply) => reply.raw(`data: {"choices": [${SECRET}\n\ndata: [DONE]\n\n`),
    codes: ['provider_bad_response'],
  },
  {
    name: 'error in the stream',
    script: async (reply) => {
      reply.token('begun ');
      reply.raw(`data: ${JSON.stringify({ error: { message: SECRET, type: 'server_error' } })}\n\n`);
      await reply.hang();
    },
    codes: ['provider_error', 'provider_bad_response'],
    kept: 'begun',
  },
];

test.each(FAILURES)('R43 $name: a state of the message with its own code, retried by the person', async (failure) => {
  const { name, script, codes, kept = '', hangsUp = false } = failure;
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const reader = await ana.watch(place.id);
  let mended = false;
  const seen = new Gate();
  server.upstream.script(name, async (reply) => {
    if (!mended) return script(reply, seen);
    return reply.tokens(['all ', 'well ', 'now']);
  });
  const { id, generationId } = await ask(ana, reader, `@ai ${name}`);
  await reader.sees(id, kept);
  seen.open();
  const failed = await reader.status(id, 'failed', 30_000);
  expect(codes).toContain(failed.generation?.error?.code);
  expect(failed.generation?.error?.detail).not.toBe('');
  expect(failed.content.trimEnd()).toBe(kept);
  expect(JSON.stringify(failed)).not.toContain(SECRET);
  if (hangsUp) await Promise.all(server.upstream.callsOf(name).map(async (call) => server.upstream.closedEarly(call)));

  mended = true;
  const answer = await ana.api().post(`/generations/${generationId}/retry`);
  expect(answer.status).toBeLessThan(300);
  message.parse(answer.body);
  const done = await reader.status(id, 'complete');
  expect(done).toMatchObject({ content: 'all well now', variant: { index: 0, count: 1 } });
  expect(done.generation?.id).toBe(generationId);
  expect(done.generation?.attempt).toBeGreaterThan(failed.generation?.attempt ?? 0);
  expect(done.generation?.error).toBeUndefined();
  expect((await history(ana, place.id)).filter((one) => one.author.type === 'assistant')).toEqual([done]);
  (await ana.api().post(`/generations/${generationId}/retry`)).problem(409);
});

test('R43 Retry works after many failed retries', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const reader = await ana.watch(place.id);
  server.upstream.script('stubborn', async (reply) => reply.tokens(['at last']));
  server.upstream.script('stubborn', (reply) => reply.error(401, { error: { message: 'no' } }), 8);
  const { id, generationId } = await ask(ana, reader, '@ai stubborn');
  for (let round = 1; round <= 8; round++) {
    const failed = await reader.message((one) => one.id === id && one.status === 'failed', `failure ${round}`);
    expect(failed.generation?.error?.code).toBe('provider_auth');
    expect(server.upstream.callsOf('stubborn')).toHaveLength(round);
    const again = await ana.api().post(`/generations/${generationId}/retry`);
    expect(again.status).toBeLessThan(300);
    const { rev } = message.parse(again.body);
    await reader.until((model) => ((model.message(id)?.rev ?? 0) >= rev ? true : undefined), 'the retry');
  }
  expect((await reader.status(id, 'complete')).content).toBe('at last');
});

test('R43 a stream that ends without [DONE] but with its text is an answer', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const reader = await ana.watch(place.id);
  server.upstream.script('no farewell', async (reply) => {
    await reply.tokens(['complete ', 'anyway']);
    reply.end({ done: false });
  });
  const { id } = await ask(ana, reader, '@ai no farewell');
  expect((await reader.ended(id)).content).toBe('complete anyway');
  expect((await reader.status(id, 'complete')).generation?.usage?.estimated).toBe(true);
});

test('R41 characters that arrive cut in two come out whole', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const reader = await ana.watch(place.id);
  const text = 'naïve 日本語 👩‍👩‍👧‍👦 ⌘';
  server.upstream.script('cut letters', async (reply) => {
    const line = Buffer.from(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`);
    for (const byte of line) {
      reply.raw(Uint8Array.of(byte));
      await reply.until(new Promise((resolve) => setImmediate(resolve)));
    }
  });
  const { id } = await ask(ana, reader, '@ai cut letters');
  expect((await reader.status(id, 'complete')).content).toBe(text);
});

test('Q12 while one room waits for a hanging model, another room is answered', async () => {
  const ana = await person(server.topology, 'ana');
  const [bad, good] = await Promise.all([room(ana), room(ana)]);
  const [badReader, goodReader] = await Promise.all([ana.watch(bad.id), ana.watch(good.id)]);
  server.upstream.script('hangs here', async (reply) => reply.hang());
  const hanging = await ask(ana, badReader, '@ai hangs here');
  await server.upstream.called('hangs here');
  const { id } = await ask(ana, goodReader, '@ai fine there');
  await goodReader.status(id, 'complete');
  expect(badReader.model.message(hanging.id)?.status).toMatch(/queued|streaming/);
  await badReader.status(hanging.id, 'failed', 30_000);
});
