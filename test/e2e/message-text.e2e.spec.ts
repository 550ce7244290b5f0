import { message } from '#contract';
import { expect, test } from '@jest/globals';
import { person } from '../factories/people.js';
import { clientId, room, roomOf, say } from '../factories/places.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'message-text', scripted: false });

const send = async (content: unknown) => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const answer = await ana.api().post(`/rooms/${place.id}/messages`, { content, clientId: clientId() });
  return { ana, place, answer };
};

test.each([
  ['letters', 'x'.repeat(8000)],
  ['emoji, one each', '🐙'.repeat(8000)],
  ['scripts and signs', 'Ünïcödé 日本語 العربية עברית 👩‍👩‍👧‍👦 \u200d ~ `code` <b>no</b>'],
  ['white space inside and around', '  two\n\n\tlines  '],
])('R27 %s: stored and given back as typed', async (_name, content) => {
  const { ana, answer } = await send(content);
  const made = answer.as(message, 201);
  expect(made.content).toBe(content.normalize('NFC'));
  expect((await ana.api().get(`/messages/${made.id}`)).as(message).content).toBe(content.normalize('NFC'));
});

test('text is normalised to NFC', async () => {
  const { answer } = await send('cafe\u0301');
  expect(answer.as(message, 201).content).toBe('caf\u00e9');
});

test.each([
  ['nothing', ''],
  ['one letter too many', 'x'.repeat(8001)],
  ['one emoji too many', '🐙'.repeat(8001)],
  ['NUL', 'a\u0000b'],
  ['a number', 7],
  ['null', null],
])('R27 %s is refused and stored nowhere', async (_name, content) => {
  const { ana, place, answer } = await send(content);
  const problem = answer.problem(400, 'validation_failed');
  expect(problem.errors?.some((error) => error.path.includes('content'))).toBe(true);
  expect(await roomOf(ana, place.id)).toMatchObject({ lastSeq: place.lastSeq, rev: place.rev });
});

test('a lone surrogate is refused, written as an escape in the JSON', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const body = `{"content":"half \\ud83d a letter","clientId":"${clientId()}"}`;
  (await ana.api().post(`/rooms/${place.id}/messages`, body)).problem(400, 'validation_failed');
  expect((await roomOf(ana, place.id)).lastSeq).toBe(place.lastSeq);
});

test('the same limits hold for edits and over the socket', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const made = await say(ana, place.id, 'short');
  (await ana.api().patch(`/messages/${made.id}`, { content: 'x'.repeat(8001) })).problem(400, 'validation_failed');
  const socket = await ana.socket();
  const payload = { roomId: place.id, content: 'x'.repeat(8001), clientId: clientId() };
  expect((await socket.refusal('message:send', payload)).code).toBe('validation_failed');
  expect((await ana.api().get(`/messages/${made.id}`)).as(message)).toEqual(made);
});
