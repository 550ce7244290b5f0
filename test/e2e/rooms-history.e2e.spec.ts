import { changesPage, historyPage, message, readMark, roomDetail } from '#contract';
import { expect, test } from '@jest/globals';
import { admin, person, type Person } from '../factories/people.js';
import { clientId, history, room, roomOf, say, workspace } from '../factories/places.js';
import { ask } from '../support/answers.js';
import { Gate } from '../support/gate.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'rooms-history' });

/** A room whose history begins with joining; `ana` and `ben` were there for what is `before`, `cleo` came later. */
const scene = async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const cleo = await person(server.topology, 'cleo', ana.home + 1);
  const place = await workspace(ana, [ben, cleo]);
  const made = await room(ana, { workspaceId: place.id, members: [ben] });
  (await ana.api().patch(`/rooms/${made.id}`, { history: 'since_join' })).as(roomDetail);
  const before = [await say(ana, made.id, 'secret one'), await say(ben, made.id, 'secret two')];
  return { ana, ben, cleo, roomId: made.id, before };
};
const join = async (one: Person, roomId: string): Promise<number> =>
  (await one.api().post(`/rooms/${roomId}/join`)).as(roomDetail).lastSeq;
const answer = async (by: Person, roomId: string, content: string, replyToId: string) =>
  by.api().post(`/rooms/${roomId}/messages`, { content, clientId: clientId(), replyToId });

test('R19 since_join: what was said before does not exist for who came later, in any read', async () => {
  const { ana, ben, cleo, roomId, before } = await scene();
  const joinedSeq = await join(cleo, roomId);
  const after = await say(ana, roomId, 'open words');
  const page = async (query: string) => (await cleo.api().get(`/rooms/${roomId}/messages?${query}`)).as(historyPage);
  const first = joinedSeq + 1;
  for (const query of ['', 'after=0', `after=${joinedSeq}`, 'around=1', `around=${first}`, `before=${after.seq + 1}`]) {
    const { items, hasBefore } = await page(query);
    expect({ query, seqs: items.map(({ seq }) => seq) }).toEqual({ query, seqs: [after.seq] });
    expect({ query, hasBefore }).toEqual({ query, hasBefore: false });
  }
  expect((await page(`before=${first}`)).items).toEqual([]);
  const changes = (await cleo.api().get(`/rooms/${roomId}/changes?after=0`)).as(changesPage);
  expect(changes.items.map(({ id }) => id)).toEqual([after.id]);
  expect(changes.rev).toBe((await roomOf(ana, roomId)).rev);
  for (const { id } of before) {
    const gone = (await cleo.api().get(`/messages/${id}`)).problem(404, 'not_found');
    const never = (await cleo.api().get('/messages/msg_01h00000000000000000000000')).problem(404, 'not_found');
    expect({ ...gone, instance: '', requestId: '' }).toEqual({ ...never, instance: '', requestId: '' });
    (await cleo.api().delete(`/messages/${id}`)).problem(404, 'not_found');
    (await answer(cleo, roomId, 'about that', id)).problem(404, 'not_found');
  }
  expect(await history(ben, roomId)).toHaveLength(joinedSeq + 1);
  const unread = async () => (await roomOf(cleo, roomId)).me.unread;
  expect(await unread()).toBe(1);
  const mark = (await cleo.api().post(`/rooms/${roomId}/read`, { seq: 0 })).as(readMark);
  expect([mark.seq, await unread()]).toEqual([joinedSeq, 1]);
});

test('R19 since_join: quotes of what was said before stay away, in answers and in events', async () => {
  const { ana, ben, cleo, roomId, before } = await scene();
  await join(cleo, roomId);
  const [hers, his] = [await cleo.socket(), await ben.socket()];
  await Promise.all([cleo.watch(roomId, hers), ben.watch(roomId, his)]);
  const quoting = (await answer(ana, roomId, 'as I said', before[0]!.id)).as(message, 201);
  expect(quoting.replyTo?.excerpt).toBe('secret one');
  const own = ({ message: one }: { message: { id: string } }) => one.id === quoting.id;
  expect((await his.waitFor('message:created', own)).message.replyTo?.excerpt).toBe('secret one');
  expect((await hers.waitFor('message:created', own)).message.replyTo).toBeNull();
  expect((await cleo.api().get(`/messages/${quoting.id}`)).as(message).replyTo).toBeNull();
  expect((await history(cleo, roomId)).at(-1)?.replyTo).toBeNull();
  // An edit of what lies before changes the quote for those who see it, and nothing for her.
  (await ana.api().patch(`/messages/${before[0]!.id}`, { content: 'secret edited' })).as(message);
  await his.waitFor('message:updated', ({ message: one }) => one.replyTo?.excerpt === 'secret edited');
  await hers.waitFor('message:updated', own);
  (await ben.api().delete(`/messages/${before[1]!.id}`)).as(message);
  await his.waitFor('message:deleted', ({ message: one }) => one.id === before[1]!.id);
  await say(ana, roomId, 'the end of it');
  await hers.waitFor('message:created', ({ message: one }) => one.content === 'the end of it');
  expect(JSON.stringify(hers.heard.entries)).not.toContain('secret');
  expect(JSON.stringify(hers.heard.entries)).not.toContain(before[1]!.id);
});

test('R19 R28 since_join: who came later ends, after a loss, in the state of one who stayed', async () => {
  const { ana, cleo, roomId, before } = await scene();
  await join(cleo, roomId);
  const stayed = await cleo.watch(roomId);
  const socket = await cleo.socket();
  const away = await cleo.watch(roomId, socket);
  socket.close();
  for (const text of ['one', 'two']) await say(ana, roomId, text);
  (await ana.api().patch(`/messages/${before[0]!.id}`, { content: 'secret edited' })).as(message);
  const last = await say(ana, roomId, 'three');
  await socket.back();
  for (const reader of [stayed, away]) await reader.message(({ id }) => id === last.id);
  await away.until((model) => (model.rev === stayed.model.rev ? true : undefined), 'the same rev');
  expect(away.messages()).toEqual(stayed.messages());
  expect(away.messages().map(({ content }) => content)).toEqual(['one', 'two', 'three']);
});

test('R19 since_join: an answer under way when somebody joins is not theirs to see, nor does it count as unread', async () => {
  const { ana, ben, cleo, roomId } = await scene();
  const reader = await ben.watch(roomId);
  const gate = new Gate();
  server.upstream.script('a secret answer', async (reply) => {
    await reply.tokens(['secret ', 'beginning ']);
    await reply.until(gate.wait());
    await reply.tokens(['secret ', 'end']);
  });
  const { id, generationId } = await ask(ana, reader, '@ai a secret answer');
  await reader.sees(id, 'secret beginning');
  await join(cleo, roomId);
  const socket = await cleo.socket();
  const late = await cleo.watch(roomId, socket);
  expect(late.opened?.streaming).toEqual([]);
  gate.open();
  await reader.status(id, 'complete');
  const after = await say(ana, roomId, 'over');
  await late.message((one) => one.id === after.id);
  const heard = socket.heard.entries.filter(({ event }) => event !== 'queue:changed');
  expect(JSON.stringify(heard)).not.toContain('secret');
  expect(JSON.stringify(heard)).not.toContain(id);
  expect((await roomOf(cleo, roomId)).me.unread).toBe(1);
  (await cleo.api().post(`/messages/${id}/regenerate`, {})).problem(404, 'not_found');
  (await cleo.api().post(`/generations/${generationId}/retry`)).problem(404, 'not_found');
});

test('R19 rulings 23 since_join: the assistant draws on what everybody present may read', async () => {
  const { ana, ben, cleo, roomId } = await scene();
  const reader = await ben.watch(roomId);
  await join(cleo, roomId);
  await say(ana, roomId, 'open words');
  server.upstream.script('what do you know', async (reply) => reply.tokens(['enough']));
  const { id } = await ask(ana, reader, '@ai what do you know');
  await reader.status(id, 'complete');
  const [call] = server.upstream.callsOf('what do you know');
  expect(JSON.stringify(call?.turns)).toContain('open words');
  expect(JSON.stringify(call?.turns)).not.toContain('secret');
});

test('R19 since_join: who leaves and comes back begins anew; who only looks in sees nothing; who is there by standing all', async () => {
  const { ana, ben, cleo, roomId, before } = await scene();
  (await ben.api().post(`/rooms/${roomId}/leave`)).empty();
  const socket = await ben.socket();
  const opened = await socket.emit('room:open', { roomId });
  expect(opened.room.id).toBe(roomId);
  expect((await ben.api().get(`/rooms/${roomId}/messages`)).as(historyPage).items).toEqual([]);
  (await ben.api().get(`/messages/${before[0]!.id}`)).problem(404, 'not_found');
  await say(ana, roomId, 'while he looks in');
  await join(ben, roomId);
  (await ben.api().get(`/messages/${before[1]!.id}`)).problem(404, 'not_found');
  const after = await say(ana, roomId, 'now that he is back');
  await socket.waitFor('message:created', ({ message: one }) => one.id === after.id);
  expect(socket.all('message:created').map(({ message: one }) => one.content)).toEqual(['now that he is back']);
  expect((await history(ben, roomId)).map(({ id }) => id)).toEqual([after.id]);
  const founder = await admin(server.topology);
  expect((await history(founder, roomId)).map(({ content }) => content)).toContain('secret one');
  (await cleo.api().get(`/messages/${before[0]!.id}`)).problem(404, 'not_found');
});

test('R19 history opened: everybody reads it all; closed: who only looks in hears nothing more', async () => {
  const { ana, ben, cleo, roomId } = await scene();
  await join(cleo, roomId);
  (await ana.api().patch(`/rooms/${roomId}`, { history: 'all' })).as(roomDetail);
  expect((await history(cleo, roomId)).map(({ content }) => content)).toContain('secret one');
  (await ben.api().post(`/rooms/${roomId}/leave`)).empty();
  const socket = await ben.socket();
  await socket.emit('room:open', { roomId });
  await say(ana, roomId, 'heard in passing');
  await socket.waitFor('message:created', ({ message: one }) => one.content === 'heard in passing');
  (await ana.api().patch(`/rooms/${roomId}`, { history: 'since_join' })).as(roomDetail);
  await socket.waitFor('room:deleted', (event) => event.roomId === roomId);
});
