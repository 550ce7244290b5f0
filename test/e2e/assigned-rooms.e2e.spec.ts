import { assignableRooms, page, roomDetail, roomView, workspace as workspaceShape } from '#contract';
import { beforeAll, expect, test } from '@jest/globals';
import { personAs } from '../factories/accounts.js';
import { admin, person, type Person } from '../factories/people.js';
import { room, roomOf, say, workspace } from '../factories/places.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'assigned-rooms', scripted: false });
let founder: Person;
let manager: Person;

beforeAll(async () => {
  founder = await admin(server.topology);
  manager = await personAs(server.topology, 'manager');
});

const assign = async (by: Person, target: Person, roomIds: string[]) =>
  by.api().request('PUT', `/users/${target.id}/rooms`, { body: { roomIds } });
const assigned = async (by: Person, target: Person, roomIds: string[]): Promise<string[]> =>
  (await assign(by, target, roomIds))
    .as(assignableRooms)
    .items.map((one) => one.id)
    .sort();
const roomsOf = async (one: Person): Promise<string[]> =>
  (await one.api().get('/rooms')).as(page(roomView)).items.map((it) => it.id);

test('R13 a kid is put into rooms, as a guest of their workspaces, and out again, at once', async () => {
  const kid = await personAs(server.topology, 'kid');
  const place = await workspace(manager);
  const [school, games, later] = [
    await room(manager, { workspaceId: place.id, title: 'School' }),
    await room(manager, { workspaceId: place.id, visibility: 'invite_only', title: 'Games' }),
    await room(manager, { workspaceId: place.id, title: 'Later' }),
  ];
  const before = await roomsOf(kid);
  const [watcher, socket] = [await manager.socket(), await kid.socket({ index: manager.home + 1 })];

  expect(await assigned(manager, kid, [school.id, games.id])).toEqual([school.id, games.id].sort());
  await watcher.waitFor(
    'participant:joined',
    ({ roomId, participant }) => roomId === games.id && participant.user.id === kid.id,
  );
  await say(manager, games.id, 'welcome');
  await socket.waitFor('message:created', ({ message }) => message.content === 'welcome');
  expect((await roomsOf(kid)).sort()).toEqual([...before, school.id, games.id].sort());
  const homes = (await kid.api().get('/workspaces')).as(page(workspaceShape)).items;
  expect(homes.find((one) => one.id === place.id)?.role).toBe('guest');

  expect(await assigned(manager, kid, [school.id, later.id])).toEqual([school.id, later.id].sort());
  await watcher.waitFor(
    'participant:left',
    ({ roomId, participant }) => roomId === games.id && participant.user.id === kid.id,
  );
  const from = socket.heard.entries.length;
  await say(manager, games.id, 'after the kid has gone');
  await say(manager, later.id, 'still here');
  await socket.waitFor('message:created', ({ message }) => message.content === 'still here');
  const heard = socket.heard.entries.slice(from).filter(({ event }) => event.startsWith('message:'));
  expect(heard.filter(({ payload }) => JSON.stringify(payload).includes(games.id))).toEqual([]);
  (await kid.api().get(`/rooms/${games.id}`)).problem(404, 'not_found');

  expect(await assigned(manager, kid, [])).toEqual([]);
  expect(await roomsOf(kid)).toEqual(before);
});

test('R58 the choices: channels that one sees, by name, and where the person was put', async () => {
  const kid = await personAs(server.topology, 'kid');
  const place = await workspace(manager);
  const open = await room(manager, { workspaceId: place.id, title: 'Ölbilder' });
  const secret = await room(manager, { workspaceId: place.id, title: 'Ölkrise', visibility: 'private' });
  await assigned(manager, kid, [open.id]);
  const choices = async (by: Person, q: string) =>
    (await by.api().get(`/users/${kid.id}/rooms?q=${encodeURIComponent(q)}`)).as(assignableRooms).items;
  const row = { id: open.id, title: 'Ölbilder', workspaceId: place.id, workspaceName: place.name, assigned: true };
  expect(await choices(manager, 'ÖLB')).toEqual([row]);
  expect(await choices(manager, 'ölkrise')).toEqual([]);
  expect((await choices(manager, place.name)).map((one) => one.id)).toEqual([open.id]);
  expect((await choices(founder, '')).map((one) => one.id)).not.toContain(secret.id);
  const ana = await person(server.topology, 'ana');
  (await ana.api().get(`/users/${kid.id}/rooms`)).problem(403, 'forbidden');
});

test('R13 all or nothing: rooms that one does not see, private ones, full ones', async () => {
  const [kid, stranger] = [await personAs(server.topology, 'kid'), await person(server.topology, 'stranger')];
  const open = await room(manager, { title: 'Open' });
  const secret = await room(manager, { visibility: 'private' });
  const foreign = await room(stranger, { visibility: 'invite_only' });
  const before = await roomsOf(kid);
  for (const bad of [secret.id, foreign.id, 'room_01h00000000000000000000000'])
    (await assign(manager, kid, [open.id, bad])).problem(404, 'not_found');
  const full = await room(manager, { maxParticipants: 1 });
  (await assign(manager, kid, [open.id, full.id])).problem(409, 'room_full');
  expect(await roomsOf(kid)).toEqual(before);
  // An admin sees the room of strangers; what a manager does not see stays as it is when the manager sets the rest.
  const user = await person(server.topology, 'user');
  expect(await assigned(founder, user, [foreign.id])).toEqual([foreign.id]);
  expect(await assigned(manager, user, [open.id])).toEqual([open.id]);
  expect((await roomsOf(user)).filter((id) => [foreign.id, open.id].includes(id)).sort()).toEqual(
    [foreign.id, open.id].sort(),
  );
});

test('R22 who had joined by themselves keeps their role', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await workspace(manager, [ana]);
  const open = await room(manager, { workspaceId: place.id });
  (await ana.api().post(`/rooms/${open.id}/join`)).as(roomDetail);
  expect(await assigned(manager, ana, [open.id])).toEqual([open.id]);
  expect((await roomOf(ana, open.id)).participantCount).toBe(2);
  const homes = (await ana.api().get('/workspaces')).as(page(workspaceShape)).items;
  expect(homes.find((one) => one.id === place.id)?.role).toBe('member');
});

test('R22 two who assign at the same instant leave one of both sets whole', async () => {
  const kid = await personAs(server.topology, 'kid');
  const place = await workspace(manager);
  const rooms = await Promise.all(Array.from({ length: 4 }, async () => room(manager, { workspaceId: place.id })));
  const [a, b] = [rooms.slice(0, 2), rooms.slice(2)].map((half) => half.map((one) => one.id).sort());
  const answers = await Promise.all([assign(manager, kid, a!), assign(founder, kid, b!)]);
  expect(answers.map((one) => one.status)).toEqual([200, 200]);
  const now = (await roomsOf(kid)).filter((id) => rooms.some((one) => one.id === id)).sort();
  expect([a, b]).toContainEqual(now);
});
