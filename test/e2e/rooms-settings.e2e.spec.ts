import { participant, roomDetail, message as messageShape, type RoomDetail, type UpdateRoomRequest } from '#contract';
import { expect, test } from '@jest/globals';
import { admin, person, type Person } from '../factories/people.js';
import { clientId, history, room, roomOf, say } from '../factories/places.js';
import { ask } from '../support/answers.js';
import { countOf } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'rooms-settings' });

const update = async (one: Person, roomId: string, change: UpdateRoomRequest): Promise<RoomDetail> =>
  (await one.api().patch(`/rooms/${roomId}`, change)).as(roomDetail);

const notices = async (one: Person, roomId: string): Promise<string[]> =>
  (await history(one, roomId)).filter(({ kind }) => kind === 'system').map(({ content }) => content);

const audited = (action: string, subjectId: string): Promise<number> =>
  countOf(server.topology, `FROM audit_entries WHERE action = '${action}' AND subject_id = ?`, subjectId);

test('R19 a room is updated: everybody hears of it and reads who did it, and it is audited', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben], title: 'Before' });
  const socket = await ben.socket();
  await ben.watch(place.id, socket);
  const change = {
    title: 'After',
    topic: 'Rivers',
    history: 'since_join',
    maxParticipants: 9,
    slowModeSeconds: 3,
  } as const;
  expect(await update(ana, place.id, change)).toMatchObject({ ...change, pictureUrl: null, me: { role: 'owner' } });
  const { room: heard } = await socket.waitFor('room:updated', (event) => event.room.id === place.id);
  expect(heard).toMatchObject(change);
  const said = (await history(ben, place.id)).filter(({ kind }) => kind === 'system');
  expect(said.map(({ content }) => content)).toEqual([
    'ana renamed the room to “After”',
    'ana set the topic: Rivers',
    'ana keeps what was said before from newcomers',
    'ana turned slow mode on: one message every 3 s',
  ]);
  expect(said[0]).toMatchObject({ author: { type: 'system' }, status: 'complete', mentions: [] });
  expect((await roomOf(ben, place.id)).me.unread).toBe(0);
  expect(await audited('room.changed', place.id)).toBe(1);

  const same = await update(ana, place.id, { title: 'After', slowModeSeconds: 3, pictureFileId: null });
  expect({ rev: same.rev, audited: await audited('room.changed', place.id) }).toEqual({ rev: heard.rev, audited: 1 });
  await update(ana, place.id, { topic: '' });
  expect((await notices(ben, place.id)).at(-1)).toBe('ana cleared the topic');
});

test('R19 R22 the limit of participants cannot go below those who are there', async () => {
  const [ana, ben, cleo] = [
    await person(server.topology, 'ana'),
    await person(server.topology, 'ben'),
    await person(server.topology, 'cleo'),
  ];
  const place = await room(ana, { members: [ben] });
  const answer = await ana.api().patch(`/rooms/${place.id}`, { maxParticipants: 1 });
  const problem = answer.problem(400, 'validation_failed');
  expect(problem.errors).toEqual([
    { path: 'maxParticipants', message: '2 people take part; the limit cannot be below that.' },
  ]);
  expect((await update(ana, place.id, { maxParticipants: 2 })).maxParticipants).toBe(2);
  (await ana.api().post(`/rooms/${place.id}/invite`, { userId: cleo.id })).problem(409, 'room_full');
});

test('R19 rulings 21 made private: the owner alone is left, at once; opened again: places and a code', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const cleo = await person(server.topology, 'cleo');
  const place = await room(ana, { members: [ben, cleo], visibility: 'invite_only' });
  (await ana.api().patch(`/rooms/${place.id}/participants/${ben.id}`, { role: 'admin' })).as(participant);
  (await ben.api().patch(`/rooms/${place.id}`, { visibility: 'private' })).problem(403, 'forbidden');
  const wish = { visibility: 'private', maxParticipants: 5 };
  (await ana.api().patch(`/rooms/${place.id}`, wish)).problem(400, 'validation_failed');
  const socket = await ben.socket();
  await ben.watch(place.id, socket);

  const alone = await update(ana, place.id, { visibility: 'private' });
  expect(alone).toMatchObject({ visibility: 'private', maxParticipants: 1, participantCount: 1 });
  expect(alone.participants.map(({ user }) => user.id)).toEqual([ana.id]);
  await socket.waitFor('participant:left', ({ participant }) => participant.user.id === ben.id);
  for (const out of [ben, cleo]) (await out.api().get(`/rooms/${place.id}`)).problem(404, 'not_found');
  expect((await ana.api().get(`/rooms/${place.id}/code`)).body ?? null).toBeNull();
  (await ana.api().post(`/rooms/${place.id}/invite`, { userId: ben.id })).problem(409, 'conflict');
  (await ana.api().patch(`/rooms/${place.id}`, { maxParticipants: 3 })).problem(400, 'validation_failed');
  await say(ana, place.id, 'to myself');

  const open = await update(ana, place.id, { visibility: 'public' });
  expect(open).toMatchObject({ visibility: 'public', maxParticipants: 50, participantCount: 1 });
  expect((await ana.api().get(`/rooms/${place.id}/code`)).body).toMatchObject({ uses: 0, maxUses: null });
  expect((await ben.api().post(`/rooms/${place.id}/join`)).as(roomDetail).participantCount).toBe(2);
  const heard = socket.all('message:created').map(({ message }) => message.content);
  expect(heard).not.toContain('to myself');
});

test('R19 archived: read, but nothing else, over REST and socket; who waits waits no more; and back', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben] });
  const socket = await ben.socket();
  const reader = await ben.watch(place.id, socket);
  server.upstream.script('goes on and on', async (reply) => {
    await reply.tokens(['so ', 'far ']);
    await reply.hang();
  });
  const before = await say(ben, place.id, 'before');
  const running = await ask(ben, reader, '@ai goes on and on');
  await reader.sees(running.id, 'so far');
  const waiting = await ask(ana, reader, '@ai never asked in the archive');

  expect((await ana.api().post(`/rooms/${place.id}/archive`)).as(roomDetail).archivedAt).not.toBeNull();
  await socket.waitFor('room:updated', (event) => event.room.archivedAt !== null);
  expect((await reader.status(running.id, 'stopped')).content.trimEnd()).toBe('so far');
  await reader.status(waiting.id, 'stopped');
  expect(server.upstream.callsOf('never asked in the archive')).toHaveLength(0);
  expect((await notices(ben, place.id)).at(-1)).toBe('ana archived this room');

  const words = { content: 'too late', clientId: clientId() };
  (await ben.api().post(`/rooms/${place.id}/messages`, words)).problem(409, 'room_archived');
  (await ana.api().post(`/rooms/${place.id}/messages`, words)).problem(409, 'room_archived');
  (await ben.api().patch(`/messages/${before.id}`, { content: 'x' })).problem(409, 'room_archived');
  (await ben.api().delete(`/messages/${before.id}`)).problem(409, 'room_archived');
  (await ana.api().post(`/messages/${running.id}/regenerate`, {})).problem(409, 'room_archived');
  (await ana.api().post(`/rooms/${place.id}/invite`, { userId: ben.id })).problem(409, 'room_archived');
  (await ana.api().post(`/rooms/${place.id}/code`, {})).problem(409, 'room_archived');
  const refused = [
    await socket.refusal('message:send', { roomId: place.id, ...words }),
    await socket.refusal('message:edit', { messageId: before.id, content: 'x' }),
    await socket.refusal('message:delete', { messageId: before.id }),
    await socket.refusal('typing', { roomId: place.id, active: true }),
  ];
  expect(refused.map(({ code }) => code)).toEqual(Array(4).fill('room_archived'));
  const stranger = await person(server.topology, 'stranger');
  (await stranger.api().post(`/rooms/${place.id}/join`)).problem(404, 'not_found');
  (await ben.api().delete(`/rooms/${place.id}/archive`)).problem(403, 'forbidden');

  (await ana.api().delete(`/rooms/${place.id}/archive`)).empty();
  (await ana.api().delete(`/rooms/${place.id}/archive`)).empty();
  await say(ben, place.id, 'open again');
  expect([await audited('room.archived', place.id), await audited('room.unarchived', place.id)]).toEqual([1, 1]);
});

test('R19 Q5 deleted: gone for everybody at once, in the middle of an answer too, and the model is hung up on', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben] });
  const socket = await ben.socket();
  const reader = await ben.watch(place.id, socket);
  server.upstream.script('until the room goes', async (reply) => {
    reply.token('text ');
    await reply.hang();
  });
  const running = await ask(ben, reader, '@ai until the room goes');
  await reader.sees(running.id, 'text');
  const waiting = await ask(ana, reader, '@ai for a room that goes');
  (await ben.api().delete(`/rooms/${place.id}`)).problem(403, 'forbidden');

  (await ana.api().delete(`/rooms/${place.id}`)).empty();
  await socket.waitFor('room:deleted', ({ roomId }) => roomId === place.id);
  const [call] = server.upstream.callsOf('until the room goes');
  if (call) await server.upstream.closedEarly(call);
  for (const path of ['', '/messages', '/changes?after=0', '/participants', '/generations', '/code', '/bans']) {
    (await ana.api().get(`/rooms/${place.id}${path}`)).problem(404, 'not_found');
  }
  (await ben.api().get(`/messages/${running.id}`)).problem(404, 'not_found');
  (await ana.api().post(`/generations/${running.generationId}/stop`)).problem(404, 'not_found');
  (await ana.api().post(`/generations/${waiting.generationId}/retry`)).problem(404, 'not_found');
  (await ana.api().delete(`/rooms/${place.id}`)).problem(404, 'not_found');
  expect((await socket.refusal('room:open', { roomId: place.id })).code).toBe('not_found');
  const mine = (await ben.api().get('/rooms')).body as { items: { id: string }[] };
  expect(mine.items.map(({ id }) => id)).not.toContain(place.id);
  const open = `FROM generations WHERE status IN ('queued', 'streaming') AND room_id = ?`;
  expect(await countOf(server.topology, open, place.id)).toBe(0);
  expect(server.upstream.callsOf('for a room that goes')).toHaveLength(0);
  expect(await audited('room.deleted', place.id)).toBe(1);
});

test('R19 R23 handed over: the new one owns it, who had it is admin', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const eve = await person(server.topology, 'eve');
  const place = await room(ana, { members: [ben] });
  const socket = await ben.socket();
  await ben.watch(place.id, socket);
  (await ana.api().post(`/rooms/${place.id}/transfer`, { userId: eve.id })).problem(404, 'not_found');
  (await ana.api().post(`/rooms/${place.id}/transfer`, { userId: ana.id })).problem(409, 'conflict');
  (await ben.api().post(`/rooms/${place.id}/transfer`, { userId: ben.id })).problem(403, 'forbidden');
  const after = (await ana.api().post(`/rooms/${place.id}/transfer`, { userId: ben.id })).as(roomDetail);
  expect(after.me).toMatchObject({ role: 'admin', can: { 'room.delete': false, 'room.update': true } });
  const roles = after.participants.map(({ user, role }) => [user.id, role]);
  expect(Object.fromEntries(roles)).toEqual({ [ana.id]: 'admin', [ben.id]: 'owner' });
  await socket.waitFor('participant:updated', ({ participant }) => participant.user.id === ben.id);
  await socket.waitFor('participant:updated', ({ participant }) => participant.user.id === ana.id);
  (await ana.api().post(`/rooms/${place.id}/transfer`, { userId: ana.id })).problem(403, 'forbidden');
  (await ana.api().delete(`/rooms/${place.id}`)).problem(403, 'forbidden');
  expect((await notices(ben, place.id)).at(-1)).toBe('ana handed this room over to ben');
  (await ana.api().post(`/rooms/${place.id}/leave`)).empty();
});

test('rulings 19 the room that everybody joins stays: not private, not archived, not deleted', async () => {
  const founder = await admin(server.topology);
  const rooms = (await founder.api().get('/rooms')).body as { items: RoomDetail[] };
  const general = rooms.items.find(({ title }) => title === 'general')?.id ?? '';
  (await founder.api().patch(`/rooms/${general}`, { visibility: 'private' })).problem(409, 'conflict');
  (await founder.api().post(`/rooms/${general}/archive`)).problem(409, 'conflict');
  (await founder.api().delete(`/rooms/${general}`)).problem(409, 'conflict');
  expect(await update(founder, general, { topic: 'Still everybody' })).toMatchObject({ topic: 'Still everybody' });
});

test('R19 slow mode: the second message waits, a resend does not, owners and admins are exempt', async () => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  const place = await room(ana, { members: [ben] });
  await update(ana, place.id, { slowModeSeconds: 3600 });
  const send = (one: Person, content: string, id = clientId()) =>
    one.api().post(`/rooms/${place.id}/messages`, { content, clientId: id });
  const id = clientId();
  const first = (await send(ben, 'first', id)).as(messageShape, 201);
  const refused = await send(ben, 'second');
  refused.problem(429, 'slow_mode');
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(3500);
  expect(wait).toBeLessThanOrEqual(3600);
  expect((await send(ben, 'first', id)).as(messageShape).id).toBe(first.id);
  const socket = await ben.socket();
  const bySocket = { roomId: place.id, content: 'third', clientId: clientId() };
  expect((await socket.refusal('message:send', bySocket)).code).toBe('slow_mode');
  for (const text of ['one', 'two']) expect((await send(ana, text)).status).toBe(201);
  (await ana.api().patch(`/rooms/${place.id}/participants/${ben.id}`, { role: 'admin' })).as(participant);
  expect((await send(ben, 'as an admin')).status).toBe(201);
  (await ana.api().patch(`/rooms/${place.id}/participants/${ben.id}`, { role: 'member' })).as(participant);
  expect((await send(ben, 'as a member')).status).toBe(429);
  await update(ana, place.id, { slowModeSeconds: 0 });
  expect((await send(ben, 'at last')).status).toBe(201);
});

test('R19 slow mode holds under messages that are sent at once', async () => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  const place = await room(ana, { members: [ben] });
  await update(ana, place.id, { slowModeSeconds: 3600 });
  const sends = Array.from({ length: 5 }, async (_, index) =>
    ben.api(index).post(`/rooms/${place.id}/messages`, { content: `number ${index}`, clientId: clientId() }),
  );
  expect((await Promise.all(sends)).map(({ status }) => status).sort()).toEqual([201, 429, 429, 429, 429]);
});

test('R19 a picture has to be one that was uploaded', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const pictureFileId = 'file_01h00000000000000000000000';
  const problem = (await ana.api().patch(`/rooms/${place.id}`, { pictureFileId })).problem(400, 'validation_failed');
  expect(problem.errors?.map(({ path }) => path)).toEqual(['pictureFileId']);
});
