import { expect, test } from '@jest/globals';
import { person } from '../factories/people.js';
import { history, room, roomOf, say } from '../factories/places.js';
import { answerTo, ask } from '../support/answers.js';
import { storedContent } from '../support/database.js';
import { Gate } from '../support/gate.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'main-job' });

test('R39 R41 two people and a model: both see the tokens before the answer is complete, and end with the stored text', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben] });
  const [hers, his] = await Promise.all([ana.watch(place.id), ben.watch(place.id)]);
  const gate = new Gate();
  server.upstream.script('shade of blue', async (reply) => {
    reply.usage({ input: 21, output: 6 });
    await reply.tokens(['The ', 'sky ', 'is ']);
    await reply.until(gate.wait());
    await reply.tokens(['**cerulean**', ', ', 'mostly 🌤️.']);
  });

  const { id, question } = await ask(ana, hers, '@ai which shade of blue is the sky?');
  await Promise.all([hers.sees(id, 'The sky is '), his.sees(id, 'The sky is ')]);
  for (const reader of [hers, his]) {
    expect(reader.model.message(id)?.status).toBe('streaming');
    expect(reader.text(id)).toBe('The sky is ');
  }
  gate.open();

  const expected = 'The sky is **cerulean**, mostly 🌤️.';
  const [mine, yours] = await Promise.all([hers.status(id, 'complete'), his.status(id, 'complete')]);
  expect(mine.content).toBe(expected);
  expect(yours).toEqual(mine);
  expect(await storedContent(server.topology, id)).toBe(expected);
  expect((await history(ben, place.id)).find((one) => one.id === id)).toEqual(mine);

  expect(mine).toMatchObject({
    seq: question.seq + 1,
    kind: 'assistant',
    author: { type: 'assistant' },
    variant: { index: 0, count: 1 },
    generation: { requestedBy: ana.id, attempt: 1, usage: { inputTokens: 21, outputTokens: 6, estimated: false } },
  });
  expect(mine.generation?.timeToFirstTokenMs).toBeGreaterThanOrEqual(0);
  expect(hers.model.count.tears + his.model.count.tears).toBe(0);
});

test('R39 the answer comes in packed frames: far fewer deltas than tokens, and a growing text for every reader', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const reader = await ana.watch(place.id);
  const tokens = Array.from({ length: 400 }, (_, index) => `t${index} `);
  server.upstream.script('many tokens', async (reply) => reply.tokens(tokens, 1));
  const { id } = await ask(ana, reader, '@ai many tokens please');
  const done = await reader.status(id, 'complete');
  expect(done.content).toBe(tokens.join(''));
  const seen = reader.looks.entries.filter((look) => look.messageId === id).map((look) => look.text);
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.length).toBeLessThan(100);
  seen.slice(1).forEach((text, index) => expect(text.startsWith(seen[index] ?? '')).toBe(true));
});

test('Q7 a person who is no participant gets the 404 of a room that does not exist, and no event', async () => {
  const ana = await person(server.topology, 'ana');
  const eve = await person(server.topology, 'eve');
  const place = await room(ana);
  const reader = await ana.watch(place.id);
  const spy = await eve.socket();
  const { id, question } = await ask(ana, reader, '@ai a secret word');
  const done = await reader.status(id, 'complete');
  const generationId = done.generation?.id ?? '';

  const other = { room: 'room_01h00000000000000000000000', msg: 'msg_01h00000000000000000000000' };
  const nobody = 'gen_01h00000000000000000000000';
  const bare = async (method: 'GET' | 'POST' | 'DELETE' | 'PATCH', path: string, body?: unknown): Promise<unknown> => {
    const problem = (await eve.api().request(method, path, { body })).problem(404, 'not_found');
    const { instance: _instance, requestId: _requestId, ...rest } = problem;
    return rest;
  };
  const message = { content: 'let me in', clientId: 'client-id-of-eve' };
  for (const [method, mine, theirs, body] of [
    ['GET', `/rooms/${place.id}`, `/rooms/${other.room}`],
    ['GET', `/rooms/${place.id}/messages`, `/rooms/${other.room}/messages`],
    ['POST', `/rooms/${place.id}/messages`, `/rooms/${other.room}/messages`, message],
    ['GET', `/rooms/${place.id}/changes?after=0`, `/rooms/${other.room}/changes?after=0`],
    ['GET', `/rooms/${place.id}/participants`, `/rooms/${other.room}/participants`],
    ['GET', `/rooms/${place.id}/assistants`, `/rooms/${other.room}/assistants`],
    ['GET', `/rooms/${place.id}/generations`, `/rooms/${other.room}/generations`],
    ['POST', `/rooms/${place.id}/join`, `/rooms/${other.room}/join`],
    ['POST', `/rooms/${place.id}/leave`, `/rooms/${other.room}/leave`],
    ['POST', `/rooms/${place.id}/read`, `/rooms/${other.room}/read`, { seq: 1 }],
    ['POST', `/rooms/${place.id}/code`, `/rooms/${other.room}/code`],
    ['GET', `/messages/${question.id}`, `/messages/${other.msg}`],
    ['PATCH', `/messages/${question.id}`, `/messages/${other.msg}`, { content: 'changed' }],
    ['DELETE', `/messages/${question.id}`, `/messages/${other.msg}`],
    ['POST', `/messages/${id}/regenerate`, `/messages/${other.msg}/regenerate`, {}],
    ['POST', `/generations/${generationId}/stop`, `/generations/${nobody}/stop`],
    ['POST', `/generations/${generationId}/retry`, `/generations/${nobody}/retry`],
  ] as const) {
    expect({ path: mine, answer: await bare(method, mine, body) }).toEqual({
      path: mine,
      answer: await bare(method, theirs, body),
    });
  }

  for (const [event, payload] of [
    ['room:open', { roomId: place.id }],
    ['message:send', { roomId: place.id, ...message }],
    ['message:edit', { messageId: question.id, content: 'changed' }],
    ['message:delete', { messageId: question.id }],
    ['generation:stop', { generationId }],
    ['typing', { roomId: place.id, active: true }],
    ['room:read', { roomId: place.id, seq: 1 }],
  ] as const) {
    expect((await spy.refusal(event, payload)).code).toBe('not_found');
  }
  // Another message comes and goes; an event in the spy's own room proves that hers would have arrived by now.
  await say(ana, place.id, 'still just us');
  await reader.message((one) => one.content === 'still just us');
  const own = await room(eve);
  await say(eve, own.id, 'my own room');
  await spy.waitFor('message:created', (payload) => payload.roomId === own.id);
  expect(JSON.stringify(spy.heard.entries)).not.toContain(place.id);
});

test('R41 reload in the middle of an answer: everything said so far stands there at once, and it goes on', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const first = await ana.watch(place.id);
  const gates = [new Gate(), new Gate()] as const;
  server.upstream.script('long story', async (reply) => {
    await reply.tokens(['Once ', 'upon ']);
    await reply.until(gates[0].wait());
    await reply.tokens(['a ', 'time ']);
    await reply.until(gates[1].wait());
    await reply.tokens(['it ', 'ended.']);
  });
  const { id } = await ask(ana, first, '@ai tell a long story');
  await first.sees(id, 'Once upon ');

  const second = await ana.watch(place.id);
  expect(second.text(id)).toBe('Once upon ');
  expect(second.opened?.streaming.map((one) => one.messageId)).toEqual([id]);
  gates[0].open();
  await second.sees(id, 'Once upon a time ');

  const third = await ana.watch(place.id);
  expect(third.text(id)).toBe('Once upon a time ');
  gates[1].open();
  for (const reader of [first, second, third]) {
    expect((await reader.status(id, 'complete')).content).toBe('Once upon a time it ended.');
    expect(reader.model.count.tears).toBe(0);
    const seen = reader.looks.entries.filter((look) => look.messageId === id);
    for (const { text } of seen) expect('Once upon a time it ended.'.startsWith(text)).toBe(true);
  }
});

test('R41 a lost connection in the middle of an answer: the reader comes back and misses nothing', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const socket = await ana.socket();
  const reader = await ana.watch(place.id, socket);
  const gate = new Gate();
  server.upstream.script('through a tunnel', async (reply) => {
    await reply.tokens(['before ', 'the tunnel ']);
    await reply.until(gate.wait());
    await reply.tokens(['and after']);
  });
  const { id } = await ask(ana, reader, '@ai through a tunnel');
  await reader.sees(id, 'before the tunnel ');
  socket.cut();
  await socket.losses.waitFor(() => true);
  gate.open();
  const done = await reader.ended(id);
  expect(done.content).toBe('before the tunnel and after');
  expect(done.status).toBe('complete');
});

test('Q10 the answer belongs to the assistant and counts as unread once, for the one who asked too', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const reader = await ana.watch(place.id);
  const question = await say(ana, place.id, '@ai hello there');
  const answer = await answerTo(reader, question);
  await reader.status(answer.id, 'complete');
  const unread = async (): Promise<number> => (await roomOf(ana, place.id)).me.unread;
  expect(await unread()).toBe(1);
  await ana.api().post(`/rooms/${place.id}/read`, { seq: answer.seq });
  expect(await unread()).toBe(0);
});
