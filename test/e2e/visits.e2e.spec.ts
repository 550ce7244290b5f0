import { changesPage, historyPage, participant, roomDetail, type Visibility } from '#contract';
import { expect, test } from '@jest/globals';
import { admin, person, type Person } from '../factories/people.js';
import { history, room, roomOf, say, workspace } from '../factories/places.js';
import { countOf, execute } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'visits', scripted: false });

const notices = async (one: Person, roomId: string): Promise<string[]> =>
  (await history(one, roomId)).filter(({ kind }) => kind === 'system').map(({ content }) => content);
const visits = (roomId: string): Promise<number> =>
  countOf(server.topology, `FROM audit_entries WHERE action = 'room.visited' AND subject_id = ?`, roomId);
const become = (one: Person, role: string): Promise<void> =>
  execute(server.topology, 'UPDATE users SET role = ? WHERE id = ?', [role, one.id]);
const invitees = async (visibility: Visibility) => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  return { ana, ben, place: await room(ana, { members: [ben], visibility }) };
};

test('R12 an admin who reads a room without taking part is audited, and the room is told, once a day', async () => {
  const { ana, ben, place } = await invitees('invite_only');
  const founder = await admin(server.topology);
  const socket = await ben.socket();
  await ben.watch(place.id, socket);
  await say(ana, place.id, 'among us');
  const reads = await Promise.all(
    [0, 1, 2].map(async (index) => founder.api(index).get(`/rooms/${place.id}/messages`)),
  );
  for (const read of reads) read.as(historyPage);
  const told = await socket.waitFor('message:created', ({ message }) => message.kind === 'system');
  expect(told.message.content).toBe('founder (administrator) looked into this room');
  await founder.watch(place.id);
  (await founder.api().get(`/rooms/${place.id}/changes?after=0`)).as(changesPage);
  expect([await visits(place.id), (await notices(ana, place.id)).length]).toEqual([1, 1]);
  expect(await countOf(server.topology, 'FROM room_visits WHERE room_id = ?', place.id)).toBe(1);
  await execute(server.topology, 'UPDATE room_visits SET day = ? WHERE room_id = ?', ['2026-01-01', place.id]);
  (await founder.api().get(`/rooms/${place.id}/messages`)).as(historyPage);
  expect([await visits(place.id), (await notices(ana, place.id)).length]).toEqual([2, 2]);
});

test('R12 the socket is no way round it', async () => {
  const { ana, place } = await invitees('invite_only');
  const founder = await admin(server.topology);
  const socket = await founder.socket();
  await socket.emit('room:open', { roomId: place.id });
  expect([await visits(place.id), (await notices(ana, place.id)).length]).toEqual([1, 1]);
});

test('R12 rulings 22 the owner of the workspace is one of them, who takes part or looks in as a member is not', async () => {
  const [ana, ben, cleo] = [
    await person(server.topology, 'ana'),
    await person(server.topology, 'ben'),
    await person(server.topology, 'cleo'),
  ];
  const place = await workspace(ana, [ben, cleo]);
  const made = await room(ben, { workspaceId: place.id });
  (await cleo.api().get(`/rooms/${made.id}/messages`)).as(historyPage);
  await history(ben, made.id);
  expect(await visits(made.id)).toBe(0);
  (await ana.api().get(`/rooms/${made.id}/messages`)).as(historyPage);
  expect(await notices(ben, made.id)).toEqual(['ana (workspace owner) looked into this room']);
  (await cleo.api().post(`/rooms/${made.id}/join`)).as(roomDetail);
  expect(await visits(made.id)).toBe(1);
});

test('R12 joining, and what is done to a room from outside, is no visit', async () => {
  const { ana, ben, place } = await invitees('invite_only');
  const founder = await admin(server.topology);
  (await founder.api().patch(`/rooms/${place.id}`, { topic: 'From outside' })).as(roomDetail);
  (await founder.api().put(`/rooms/${place.id}/participants/${ben.id}/mute`, { minutes: 1 })).as(participant);
  expect((await founder.api().post(`/rooms/${place.id}/join`)).as(roomDetail).me.role).toBe('member');
  await history(founder, place.id);
  expect(await visits(place.id)).toBe(0);
  expect(await notices(ana, place.id)).toEqual(['founder set the topic: From outside']);
});

test('R12 private rooms are closed to admins, unless the server says otherwise', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana, { visibility: 'private' });
  const founder = await admin(server.topology);
  (await founder.api().get(`/rooms/${place.id}`)).problem(404, 'not_found');
  expect(await visits(place.id)).toBe(0);
});

test('R13 R12 Q5 a manager reads where a kid is, and is out the moment the kid is', async () => {
  const { ana, place } = await invitees('invite_only');
  const kim = await person(server.topology, 'kim');
  const mia = await person(server.topology, 'mia', ana.home + 1);
  await become(mia, 'manager');
  (await mia.api().get(`/rooms/${place.id}`)).problem(404, 'not_found');
  (await ana.api().post(`/rooms/${place.id}/invite`, { userId: kim.id })).as(participant, 201);
  await become(kim, 'kid');
  const seen = (await mia.api().get(`/rooms/${place.id}`)).as(roomDetail);
  expect(seen.me).toMatchObject({
    role: null,
    can: { 'room.read': true, 'message.send': false, 'room.update': false },
  });
  expect((await notices(ana, place.id)).at(-1)).toBe('mia (manager) looked into this room');
  const socket = await mia.socket();
  await socket.emit('room:open', { roomId: place.id });
  await say(ana, place.id, 'with the kid');
  await socket.waitFor('message:created', ({ message }) => message.content === 'with the kid');
  (await ana.api().delete(`/rooms/${place.id}/participants/${kim.id}`)).empty();
  await socket.waitFor('room:deleted', ({ roomId }) => roomId === place.id);
  (await mia.api().get(`/rooms/${place.id}`)).problem(404, 'not_found');
});

test('R13 kids: assigned rooms only, no discovery, no codes, no joining, nothing about models', async () => {
  const ana = await person(server.topology, 'ana');
  const kim = await person(server.topology, 'kim');
  const place = await workspace(ana, [kim]);
  const made = await room(ana, { workspaceId: place.id, members: [kim] });
  const other = await room(ana, { workspaceId: place.id });
  const { code } = (await ana.api().post(`/rooms/${other.id}/code`, {})).body as { code: string };
  await become(kim, 'kid');
  await say(kim, made.id, 'hello');
  (await kim.api().get(`/rooms/${other.id}`)).problem(404, 'not_found');
  (await kim.api().post(`/rooms/${other.id}/join`)).problem(404, 'not_found');
  (await kim.api().post('/rooms/join', { code })).problem(404, 'not_found');
  (await kim.api().get(`/rooms/by-code/${code}`)).problem(404, 'not_found');
  (await kim.api().get(`/workspaces/${place.id}/rooms/discover`)).problem(403, 'forbidden');
  (await ana.api().patch(`/rooms/${made.id}/participants/${kim.id}`, { role: 'admin' })).as(participant);
  (await kim.api().post(`/rooms/${made.id}/assistants`, { name: 'X', handle: 'xx' })).problem(403, 'forbidden');
  (await kim.api().post(`/rooms/${made.id}/invite`, { userId: ana.id })).problem(403, 'forbidden');
  (await kim.api().post(`/rooms/${made.id}/code`, {})).problem(403, 'forbidden');
  expect((await roomOf(kim, made.id)).me.can['assistant.manage']).toBe(false);
});
