import { assistant, queue, type QueueItem } from '#contract';
import { expect, test } from '@jest/globals';
import { person } from '../factories/people.js';
import { history, room, say } from '../factories/places.js';
import { answerTo, ask } from '../support/answers.js';
import { Gate } from '../support/gate.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'queue', env: { ROOM_QUEUE_PER_USER: '3' } });

const places = (items: readonly QueueItem[]): [string, number][] =>
  [...items].sort((a, b) => a.position - b.position).map((item) => [item.messageId, item.position]);

test('R40 one answer at a time, askers in turn and each in their own order, with the queue visible', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben] });
  const reader = await ana.watch(place.id);
  const other = await ben.watch(place.id);
  const gates = new Map(['a1', 'a2', 'a3', 'b1'].map((name) => [name, new Gate()]));
  const order: string[] = [];
  for (const [name, gate] of gates) {
    server.upstream.script(`question ${name}`, async (reply, request) => {
      order.push(name);
      expect(request.asker).toBe(name.startsWith('a') ? ana.user.username : ben.user.username);
      await reply.tokens([`answer ${name}`]);
      await reply.until(gate.wait());
    });
  }
  const a1 = await ask(ana, reader, '@ai question a1');
  await reader.sees(a1.id, 'answer a1');
  const a2 = await ask(ana, reader, '@ai question a2');
  const a3 = await ask(ana, reader, '@ai question a3');
  const b1 = await ask(ben, other, '@ai question b1');
  await reader.message((one) => one.id === b1.id);

  // Ana is being answered, so the next turn is Ben's, however long Ana's list is.
  const fair = [
    [a1.id, 0],
    [b1.id, 1],
    [a2.id, 2],
    [a3.id, 3],
  ];
  expect(places((await ben.api().get(`/rooms/${place.id}/generations`)).as(queue).items)).toEqual(fair);
  expect(places((await ben.watch(place.id)).opened?.queue ?? [])).toEqual(fair);

  for (const gate of gates.values()) gate.open();
  for (const one of [a1, a2, a3, b1]) await reader.status(one.id, 'complete');
  expect(order).toEqual(['a1', 'b1', 'a2', 'a3']);
  expect((await ana.api().get(`/rooms/${place.id}/generations`)).as(queue).items).toEqual([]);
});

test('R40 each reader hears the positions change as the room goes on', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const socket = await ana.socket();
  const reader = await ana.watch(place.id, socket);
  const gates = [new Gate(), new Gate()] as const;
  server.upstream.script('first in line', async (reply) => {
    await reply.until(gates[0].wait());
    reply.token('one');
  });
  server.upstream.script('second in line', async (reply) => {
    await reply.until(gates[1].wait());
    reply.token('two');
  });
  const first = await ask(ana, reader, '@ai first in line');
  const second = await ask(ana, reader, '@ai second in line');
  await socket.waitFor('queue:changed', ({ items }) =>
    items.some((i) => i.messageId === second.id && i.position === 1),
  );
  await server.upstream.called('first in line');
  const from = socket.heard.entries.length;
  gates[0].open();
  await socket.waitFor(
    'queue:changed',
    ({ items }) => items.some((i) => i.messageId === second.id && i.position === 0),
    { from },
  );
  await server.upstream.called('second in line');
  gates[1].open();
  await reader.ended(second.id);
  await socket.waitFor('queue:changed', ({ items }) => items.length === 0, { from });
  expect(server.upstream.callsOf('first in line')).toHaveLength(1);
  expect((await reader.ended(first.id)).generation?.attempt).toBe(1);
});

test('R40 Q8 rooms run in parallel: a room that hangs keeps no other room waiting', async () => {
  const ana = await person(server.topology, 'ana');
  const slow = await room(ana);
  const quick = await room(ana);
  const [slowReader, quickReader] = await Promise.all([ana.watch(slow.id), ana.watch(quick.id)]);
  const gate = new Gate();
  server.upstream.script('slow as honey', async (reply) => {
    await reply.until(gate.wait());
    await reply.tokens(['honey']);
  });
  const waiting = await ask(ana, slowReader, '@ai slow as honey');
  await server.upstream.called('slow as honey');
  for (const round of [1, 2, 3]) {
    const { id } = await ask(ana, quickReader, `@ai quick ${round}`);
    await quickReader.status(id, 'complete');
  }
  expect(slowReader.model.message(waiting.id)?.status).not.toBe('complete');
  gate.open();
  expect((await slowReader.status(waiting.id, 'complete')).content).toBe('honey');
});

test('R40 eight rooms stream at once', async () => {
  const ana = await person(server.topology, 'ana');
  const gate = new Gate();
  server.upstream.script('all together', async (reply) => {
    reply.token('now ');
    await reply.until(gate.wait());
    reply.token('done');
  });
  const rooms = await Promise.all(Array.from({ length: 8 }, async () => room(ana)));
  const readers = await Promise.all(rooms.map(async (one) => ana.watch(one.id)));
  const answers = await Promise.all(readers.map(async (reader) => ask(ana, reader, '@ai all together')));
  await Promise.all(readers.map(async (reader, index) => reader.sees(answers[index]?.id ?? '', 'now ')));
  gate.open();
  await Promise.all(readers.map(async (reader, index) => reader.status(answers[index]?.id ?? '', 'complete')));
});

test('R40 rulings 13 a person with too many waiting gets the message stored and a placeholder that says so', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben');
  const place = await room(ana, { members: [ben] });
  const reader = await ana.watch(place.id);
  const gate = new Gate();
  server.upstream.script('full house', async (reply) => {
    await reply.until(gate.wait());
    reply.token('here');
  });
  const running = await ask(ana, reader, '@ai full house 0');
  await server.upstream.called('full house');
  const waiting = [];
  for (const number of [1, 2, 3]) waiting.push(await ask(ana, reader, `@ai full house ${number}`));
  const refused = await ask(ana, reader, '@ai full house 4');
  const failed = await reader.status(refused.id, 'failed');
  expect(failed.generation?.error?.code).toBe('queue_full');
  expect(failed.generation?.error?.detail).not.toBe('');
  // The cap is each person's own.
  const bens = await ask(ben, reader, '@ai full house from ben');
  expect(reader.model.message(bens.id)?.status).toBe('queued');
  gate.open();
  for (const one of [running, ...waiting, bens]) await reader.status(one.id, 'complete');
  const stored = await history(ana, place.id);
  expect(stored.find((one) => one.id === refused.question.id)?.content).toBe('@ai full house 4');
  expect(server.upstream.callsOf('full house 4')).toHaveLength(0);
});

test('R35 R36 several assistants in one message: each answers, in the order named', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const styx = { name: 'Styx', handle: 'styx', systemPrompt: 'You are the river.' };
  const lethe = { name: 'Lethe', handle: 'lethe', systemPrompt: 'You forget.' };
  for (const one of [styx, lethe]) (await ana.api().post(`/rooms/${place.id}/assistants`, one)).as(assistant, 201);
  const reader = await ana.watch(place.id);
  const order: string[] = [];
  server.upstream.script('three rivers', async (reply, request) => {
    const system = request.turns.find((turn) => turn.role === 'system' || turn.role === 'developer')?.content ?? '';
    const who = system.includes('You are the river.') ? 'Styx' : system.includes('You forget.') ? 'Lethe' : 'AI';
    order.push(who);
    await reply.tokens([`${who} speaks`]);
  });
  const question = await say(ana, place.id, '@lethe, then @styx, then @ai: three rivers');
  const answers = await Promise.all([1, 2, 3].map(async (nth) => answerTo(reader, question, nth)));
  const done = await Promise.all(answers.map(async (one) => reader.status(one.id, 'complete')));
  expect(done.map((one) => one.content)).toEqual(['Lethe speaks', 'Styx speaks', 'AI speaks']);
  expect(done.map((one) => one.author.name).slice(0, 2)).toEqual(['Lethe', 'Styx']);
  expect(order).toEqual(['Lethe', 'Styx', 'AI']);
});
