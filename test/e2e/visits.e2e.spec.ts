import { changesPage, historyPage, roomDetail, type Visibility } from '#contract';
import { expect, test } from '@jest/globals';
import { admin, person, type Person } from '../factories/people.js';
import { history, room, roomOf, say, workspace } from '../factories/places.js';
import { statement } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'visits', scripted: false });

const notices = async (one: Person, roomId: string): Promise<string[]> =>
  (await history(one, roomId)).filter(({ kind }) => kind === 'system').map(({ content }) => content);
const visits = async (roomId: string): Promise<number> => {
  const query = "SELECT id FROM audit_entries WHERE action = 'room.visited' AND subject_id = ?";
  return (await statement(server.topology, query, [roomId])).length;
};
const become = (one: Person, role: string): Promise<unknown> =>
  statement(server.topology, 'UPDATE users SET role = ? WHERE id = ?', [role, one.id]);
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
  await statement(server.topology, 'UPDATE room_visits SET day = ? WHERE room_id = ?', ['2026-01-01', place.id]);
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

test('R12 joining and leaving are no visit', async () => {
  const { ana, place } = await invitees('public');
  const founder = await admin(server.topology);
  (await founder.api().post(`/rooms/${place.id}/join`)).as(roomDetail);
  (await founder.api().get(`/rooms/${place.id}/messages`)).as(historyPage);
  (await founder.api().post(`/rooms/${place.id}/leave`)).empty();
  expect([await visits(place.id), await notices(ana, place.id)]).toEqual([0, []]);
});

test('R12 nobody counts what the room says as unread', async () => {
  const { ana, ben, place } = await invitees('invite_only');
  const founder = await admin(server.topology);
  (await founder.api().get(`/rooms/${place.id}/messages`)).as(historyPage);
  expect(await notices(ana, place.id)).toHaveLength(1);
  expect((await roomOf(ben, place.id)).me.unread).toBe(0);
});

test('R13 managers read the rooms that a kid is in, and are told of like admins', async () => {
  const { ana, ben, place } = await invitees('invite_only');
  const manager = await person(server.topology, 'manager');
  await become(manager, 'manager');
  (await manager.api().get(`/rooms/${place.id}/messages`)).problem(404, 'not_found');
  await become(ben, 'kid');
  (await manager.api().get(`/rooms/${place.id}/messages`)).as(historyPage);
  expect(await notices(ana, place.id)).toEqual(['manager (manager) looked into this room']);
});
