import { expect, test } from '@jest/globals';
import { person } from '../factories/people.js';
import { history, room } from '../factories/places.js';
import { ask } from '../support/answers.js';
import { storedContent } from '../support/database.js';
import { Gate } from '../support/gate.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'stop' });

test('R40 stop while streaming: the text so far is kept and marked stopped, and the model is hung up on', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben] });
  const [hers, his] = await Promise.all([ana.watch(place.id), ben.watch(place.id)]);
  server.upstream.script('count for ever', async (reply) => {
    await reply.tokens(['one ', 'two ', 'three ']);
    await reply.hang();
  });
  const { id, generationId } = await ask(ana, hers, '@ai count for ever');
  await Promise.all([hers.sees(id, 'one two three '), his.sees(id, 'one two three ')]);
  (await ana.api().post(`/generations/${generationId}/stop`)).empty();
  for (const reader of [hers, his]) {
    expect((await reader.status(id, 'stopped')).content.trimEnd()).toBe('one two three');
  }
  const [call] = server.upstream.callsOf('count for ever');
  if (call) await server.upstream.closedEarly(call);
  expect(String(await storedContent(server.topology, id)).trimEnd()).toBe('one two three');
  (await ana.api().post(`/generations/${generationId}/stop`)).problem(409, 'not_stoppable');
});

test('R40 stop while queued, over the socket: it never reaches the model, and the next one moves up', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const socket = await ana.socket();
  const reader = await ana.watch(place.id, socket);
  const gate = new Gate();
  server.upstream.script('runs now', async (reply) => {
    reply.token('running ');
    await reply.until(gate.wait());
  });
  const first = await ask(ana, reader, '@ai runs now');
  await reader.sees(first.id, 'running');
  const second = await ask(ana, reader, '@ai never asked');
  const third = await ask(ana, reader, '@ai the third');
  await socket.emit('generation:stop', { generationId: second.generationId });
  const stopped = await reader.status(second.id, 'stopped');
  expect(stopped.content).toBe('');
  await socket.waitFor(
    'queue:changed',
    ({ items }) =>
      items.some((item) => item.messageId === third.id && item.position === 1) &&
      items.every((item) => item.messageId !== second.id),
  );
  gate.open();
  await reader.status(first.id, 'complete');
  await reader.status(third.id, 'complete');
  expect(server.upstream.callsOf('never asked')).toHaveLength(0);
});

test('R23 a member stops their own answers only; the owner stops any', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben');
  const place = await room(ana, { members: [ben] });
  const reader = await ben.watch(place.id);
  server.upstream.script('owned by', async (reply) => {
    reply.token('text ');
    await reply.hang();
  });
  const hers = await ask(ana, reader, '@ai owned by ana');
  await reader.sees(hers.id, 'text');
  (await ben.api().post(`/generations/${hers.generationId}/stop`)).problem(403, 'forbidden');
  (await ana.api().post(`/generations/${hers.generationId}/stop`)).empty();
  await reader.status(hers.id, 'stopped');
  const his = await ask(ben, reader, '@ai owned by ben');
  await reader.sees(his.id, 'text');
  (await ana.api().post(`/generations/${his.generationId}/stop`)).empty();
  await reader.status(his.id, 'stopped');
});

test('R42 rulings 14 regenerate: the same message, a second variant, the former text until the first new token', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const reader = await ana.watch(place.id);
  const gates = [new Gate(), new Gate()] as const;
  server.upstream.script('try again', async (reply) => {
    await reply.until(gates[0].wait());
    reply.token('second ');
    await reply.until(gates[1].wait());
    reply.token('answer');
  });
  server.upstream.script('try again', async (reply) => reply.tokens(['first ', 'answer']), 1);
  const { id } = await ask(ana, reader, '@ai try again');
  const before = await reader.status(id, 'complete');
  expect(before.content).toBe('first answer');

  const answer = await ana.api().post(`/messages/${id}/regenerate`, {});
  expect(answer.status).toBeLessThan(300);
  const again = await reader.message((one) => one.id === id && one.variant?.count === 2, 'the second variant');
  expect(again).toMatchObject({ seq: before.seq, content: 'first answer', variant: { index: 1, count: 2 } });
  expect(again.rev).toBeGreaterThan(before.rev);
  (await ana.api().post(`/messages/${id}/regenerate`, {})).problem(409, 'generation_running');

  await server.upstream.called('try again', 2);
  await reader.status(id, 'streaming');
  expect(reader.text(id)).toBe('first answer');
  gates[0].open();
  await reader.sees(id, 'second ');
  expect(reader.text(id)).toBe('second ');
  gates[1].open();
  const after = await reader.status(id, 'complete');
  expect(after).toMatchObject({ id, content: 'second answer', variant: { index: 1, count: 2 } });
  expect(after.generation?.id).not.toBe(before.generation?.id);
  expect((await history(ana, place.id)).filter((one) => one.author.type === 'assistant')).toEqual([after]);
});

test('R42 regenerate with another model asks that model', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const reader = await ana.watch(place.id);
  const { id } = await ask(ana, reader, '@ai which model');
  await reader.status(id, 'complete');
  const answer = await ana.api().post(`/messages/${id}/regenerate`, { model: 'scripted-2' });
  expect(answer.status).toBeLessThan(300);
  const done = await reader.message((one) => one.variant?.count === 2 && one.status === 'complete', 'the variant');
  expect(done.generation?.model).toBe('scripted-2');
  expect(server.upstream.callsOf('which model').map((call) => call.model)).toEqual(['scripted', 'scripted-2']);
});
