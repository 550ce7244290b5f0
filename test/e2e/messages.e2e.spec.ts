import { changesPage, historyPage, message, type Message } from '#contract';
import { expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { clientId, history, room, roomOf, say } from '../factories/places.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'messages', scripted: false });

const seqs = (items: readonly Message[]): number[] => items.map((one) => one.seq);

test('R28 Q1 the same clientId: the same message once, another body is refused, and it is each author’s own', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben] });
  const socket = await ana.socket();
  const body = { content: 'only once', clientId: clientId() };
  const path = `/rooms/${place.id}/messages`;
  const first = (await ana.api().post(path, body)).as(message, 201);
  expect((await ana.api(ana.home + 1).post(path, body)).as(message, 200)).toEqual(first);
  expect((await socket.emit('message:send', { roomId: place.id, ...body })).message).toEqual(first);
  (await ana.api().post(path, { ...body, content: 'twice' })).problem(422, 'idempotency_mismatch');
  const refused = await socket.refusal('message:send', { roomId: place.id, ...body, content: 'twice' });
  expect(refused).toMatchObject({ code: 'idempotency_mismatch', status: 422 });
  const his = (await ben.api().post(path, { ...body, content: 'mine, by chance' })).as(message, 201);
  expect(his.id).not.toBe(first.id);
  expect((await history(ana, place.id)).map((one) => one.id)).toEqual([first.id, his.id]);
});

test('Q1 the same send twenty times at once makes one message', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const body = { content: 'an impatient finger', clientId: clientId() };
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => ana.api(index).post(`/rooms/${place.id}/messages`, body)),
  );
  expect(answers.filter((one) => one.status === 201)).toHaveLength(1);
  expect(answers.filter((one) => one.status === 200)).toHaveLength(19);
  expect(new Set(answers.map((one) => (one.body as Message).id)).size).toBe(1);
  expect(await history(ana, place.id)).toHaveLength(1);
});

test('R28 Q2 seq is gapless and the same for all, whoever writes at once over whatever process', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben] });
  const reader = await ben.watch(place.id);
  const from = (await roomOf(ana, place.id)).lastSeq;
  const sent = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => say(index % 2 ? ana : ben, place.id, `number ${index}`)),
  );
  expect(seqs(sent).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => from + index + 1));
  await reader.until((model) => (model.rev >= Math.max(...sent.map((one) => one.rev)) ? true : undefined), 'all of it');
  const stored = await history(ana, place.id);
  expect(reader.messages()).toEqual(stored);
  expect(await history(ben, place.id)).toEqual(stored);
});

const filled = async (ana: Person, count: number): Promise<{ roomId: string; all: Message[] }> => {
  const place = await room(ana);
  for (let index = 1; index <= count; index++) await say(ana, place.id, `line ${index}`);
  return { roomId: place.id, all: await history(ana, place.id) };
};

test('R29 rulings 9 history: newest, before, after, around; before and after exclude, around includes', async () => {
  const ana = await person(server.topology, 'ana');
  const { roomId, all } = await filled(ana, 12);
  const [low = 0, high = 0] = [all[0]?.seq, all.at(-1)?.seq];
  const ask = async (query: string) => (await ana.api().get(`/rooms/${roomId}/messages?${query}`)).as(historyPage);
  const range = (from: number, to: number): number[] =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);

  const newest = await ask('limit=5');
  expect(seqs(newest.items)).toEqual(range(high - 4, high));
  expect(newest).toMatchObject({ hasBefore: true, hasAfter: false });
  const before = await ask(`before=${high - 4}&limit=3`);
  expect(seqs(before.items)).toEqual(range(high - 7, high - 5));
  expect(before).toMatchObject({ hasBefore: true, hasAfter: true });
  const after = await ask(`after=${low}&limit=4`);
  expect(seqs(after.items)).toEqual(range(low + 1, low + 4));
  const around = await ask(`around=${low + 5}&limit=5`);
  expect(seqs(around.items)).toContain(low + 5);
  expect(around.items).toHaveLength(5);
  expect(seqs(around.items)).toEqual(range(around.items[0]?.seq ?? 0, (around.items[0]?.seq ?? 0) + 4));
  expect(around).toMatchObject({ hasBefore: true, hasAfter: true });
  const first = await ask(`before=${low}&limit=5`);
  expect(first).toMatchObject({ items: [], hasBefore: false, hasAfter: true });
  const last = await ask(`after=${high}`);
  expect(last).toMatchObject({ items: [], hasAfter: false });
  (await ana.api().get(`/rooms/${roomId}/messages?before=3&after=1`)).problem(400, 'validation_failed');
  (await ana.api().get(`/rooms/${roomId}/messages?limit=101`)).problem(400, 'validation_failed');
  (await ana.api().get(`/rooms/${roomId}/messages?surprise=1`)).problem(400, 'validation_failed');
});

test('R26 R28 edits and deletions are changes with a higher rev; pages of changes end in the state of who stayed', async () => {
  const ana = await person(server.topology, 'ana');
  const { roomId, all } = await filled(ana, 6);
  const rev = (await roomOf(ana, roomId)).rev;
  const [first, second, third] = all;
  if (!first || !second || !third) throw new Error('six lines were written');
  const edited = (await ana.api().patch(`/messages/${first.id}`, { content: 'line one, mended' })).as(message);
  expect(edited).toMatchObject({ seq: first.seq, content: 'line one, mended' });
  expect(edited.editedAt).not.toBeNull();
  const gone = (await ana.api().delete(`/messages/${second.id}`)).as(message);
  expect(gone).toMatchObject({ seq: second.seq, content: '', files: [], reactions: [] });
  expect(gone.deletedAt).not.toBeNull();
  const socket = await ana.socket();
  const { message: third2 } = await socket.emit('message:edit', { messageId: third.id, content: 'third, by socket' });

  const changes = (await ana.api().get(`/rooms/${roomId}/changes?after=${rev}`)).as(changesPage);
  expect(changes.items).toEqual([edited, gone, third2]);
  expect(changes).toMatchObject({ rev: rev + 3, more: false });
  expect(changes.items.map((one) => one.rev)).toEqual([rev + 1, rev + 2, rev + 3]);
  const whole = (await ana.api().get(`/rooms/${roomId}/changes?after=0`)).as(changesPage);
  expect([...whole.items].sort((a, b) => a.seq - b.seq)).toEqual(await history(ana, roomId));
  (await ana.api().patch(`/messages/${second.id}`, { content: 'from the grave' })).problem(404);
});

test('R23 nobody edits or deletes another’s message without the right to', async () => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  const place = await room(ana, { members: [ben] });
  const hers = await say(ana, place.id, 'from the owner');
  (await ben.api().patch(`/messages/${hers.id}`, { content: 'changed' })).problem(403, 'forbidden');
  (await ben.api().delete(`/messages/${hers.id}`)).problem(403, 'forbidden');
  const his = await say(ben, place.id, 'from the member');
  (await ana.api().patch(`/messages/${his.id}`, { content: 'changed' })).problem(403, 'forbidden');
  (await ana.api().delete(`/messages/${his.id}`)).as(message);
  expect((await ana.api().get(`/messages/${hers.id}`)).as(message)).toEqual(hers);
});

test('rulings 9 changes come 200 at a time', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  for (let round = 0; round < 5; round++) {
    await Promise.all(Array.from({ length: 41 }, async (_, index) => say(ana, place.id, `${round} ${index}`)));
  }
  const first = (await ana.api().get(`/rooms/${place.id}/changes?after=0`)).as(changesPage);
  expect(first.items).toHaveLength(200);
  expect(first.more).toBe(true);
  const rest = (await ana.api().get(`/rooms/${place.id}/changes?after=${first.items.at(-1)?.rev}`)).as(changesPage);
  expect(rest).toMatchObject({ more: false, rev: (await roomOf(ana, place.id)).rev });
  expect(first.items.length + rest.items.length).toBe(205);
});
