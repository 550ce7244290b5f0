import { bans, participant, roomCode, roomDetail, roomPreview } from '#contract';
import { expect, test } from '@jest/globals';
import { admin, person, type Person } from '../factories/people.js';
import { clientId, room, roomOf, say, workspace } from '../factories/places.js';
import { countOf, execute } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'rooms-participants', scripted: false });

const people = async (...names: string[]): Promise<Person[]> => {
  const made: Person[] = [];
  for (const name of names) made.push(await person(server.topology, name));
  return made;
};
/** Takes somebody out of every workspace, as people who were never introduced are. */
const estrange = (one: Person): Promise<void> =>
  execute(server.topology, 'DELETE FROM workspace_members WHERE user_id = ?', [one.id]);
const become = (one: Person, role: string): Promise<void> =>
  execute(server.topology, 'UPDATE users SET role = ? WHERE id = ?', [role, one.id]);
const rolesOf = async (one: Person, roomId: string): Promise<Record<string, string>> =>
  Object.fromEntries((await roomOf(one, roomId)).participants.map(({ user, role }) => [user.id, role]));

test('R22 rulings 22 invited: there at once, on open sockets too, as a guest of the workspace where needed', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  const cleo = await person(server.topology, 'cleo', ana.home + 1);
  const place = await workspace(ana, [ben]);
  const made = await room(ana, { workspaceId: place.id, visibility: 'invite_only' });
  const [watcher, socket] = [await ana.socket(), await cleo.socket()];
  const added = (await ana.api().post(`/rooms/${made.id}/invite`, { userId: ben.id, role: 'viewer' })).as(
    participant,
    201,
  );
  expect(added).toMatchObject({ user: { id: ben.id }, role: 'viewer' });
  (await ana.api().post(`/rooms/${made.id}/invite`, { userId: cleo.id })).as(participant, 201);
  await watcher.waitFor('participant:joined', (event) => event.participant.user.id === cleo.id);
  await say(ana, made.id, 'welcome');
  await socket.waitFor('message:created', ({ message }) => message.content === 'welcome');
  const again = (await ana.api().post(`/rooms/${made.id}/invite`, { userId: ben.id, role: 'admin' })).as(participant);
  expect(again.role).toBe('viewer');
  const members = (await ana.api().get(`/workspaces/${place.id}/members`)).body as {
    items: { user: { id: string }; role: string }[];
  };
  expect(members.items.find(({ user }) => user.id === cleo.id)?.role).toBe('guest');
});

test('R22 Q7 only who is known can be invited, a kid by those who look after it, nobody as an owner', async () => {
  const [ana, gus, eve, kim] = (await people('ana', 'gus', 'eve', 'kim')) as [Person, Person, Person, Person];
  const place = await workspace(ana, [kim]);
  const made = await room(ana, { workspaceId: place.id });
  await estrange(eve);
  const invite = (by: Person, userId: string, role = 'member') =>
    by.api().post(`/rooms/${made.id}/invite`, { userId, role });
  (await invite(ana, eve.id)).problem(404, 'not_found');
  (await invite(ana, 'usr_01h00000000000000000000000')).problem(404, 'not_found');
  (await invite(ana, gus.id, 'owner')).problem(400, 'validation_failed');
  // A guest who is a room admin may invite into the room, but nobody into the workspace.
  (await invite(ana, gus.id, 'admin')).as(participant, 201);
  const [stranger] = await people('stranger');
  (await invite(gus, stranger!.id)).problem(404, 'not_found');
  await execute(server.topology, 'UPDATE users SET active = ? WHERE id = ?', ['0', stranger!.id]);
  (await invite(ana, stranger!.id)).problem(404, 'not_found');
  await become(kim, 'kid');
  (await invite(ana, kim.id)).problem(403, 'forbidden');
  const founder = await admin(server.topology);
  (await invite(founder, kim.id)).as(participant, 201);
  expect((await rolesOf(ana, made.id))[kim.id]).toBe('member');
});

test('R22 R23 roles change at once; an admin never to or of an owner; the last owner stays', async () => {
  const [ana, ben, cleo] = (await people('ana', 'ben', 'cleo')) as [Person, Person, Person];
  const made = await room(ana, { members: [ben, cleo] });
  const socket = await cleo.socket({ index: ana.home + 1 });
  await cleo.watch(made.id, socket);
  const change = (by: Person, of: Person, role: string) =>
    by.api().patch(`/rooms/${made.id}/participants/${of.id}`, { role });
  expect((await change(ana, ben, 'admin')).as(participant).role).toBe('admin');
  (await change(ben, cleo, 'owner')).problem(403, 'forbidden');
  (await change(ben, ana, 'member')).problem(403, 'forbidden');
  (await change(cleo, ben, 'member')).problem(403, 'forbidden');
  (await change(ana, ana, 'member')).problem(409, 'last_owner');
  expect((await change(ben, cleo, 'viewer')).as(participant).role).toBe('viewer');
  await socket.waitFor('participant:updated', (event) => event.participant.role === 'viewer');
  const words = { roomId: made.id, content: 'may I', clientId: clientId() };
  expect((await socket.refusal('message:send', words)).code).toBe('forbidden');
  expect((await socket.refusal('typing', { roomId: made.id, active: true })).code).toBe('forbidden');
  (await change(ben, cleo, 'member')).as(participant);
  await socket.emit('message:send', words);
  (await change(ana, ben, 'owner')).as(participant);
  (await change(ben, ana, 'viewer')).as(participant);
  expect(await rolesOf(ana, made.id)).toEqual({ [ana.id]: 'viewer', [ben.id]: 'owner', [cleo.id]: 'member' });
  const audited = `FROM audit_entries WHERE action = 'participant.role_changed' AND subject_id = ?`;
  expect(await countOf(server.topology, audited, ana.id)).toBe(1);
});

test('R18 R22 two owners who demote or remove each other at once leave one', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  for (const way of ['demote', 'remove'] as const) {
    const made = await room(ana, { members: [ben] });
    (await ana.api().patch(`/rooms/${made.id}/participants/${ben.id}`, { role: 'owner' })).as(participant);
    const strike = (by: Person, of: Person) => {
      const path = `/rooms/${made.id}/participants/${of.id}`;
      return way === 'demote' ? by.api().patch(path, { role: 'member' }) : by.api().delete(path);
    };
    const answers = await Promise.all([strike(ana, ben), strike(ben, ana)]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    const owners = `FROM participants WHERE role = 'owner' AND room_id = ?`;
    expect(await countOf(server.topology, owners, made.id)).toBe(1);
  }
});

test('R22 removed: out at once; may come back where they may join', async () => {
  const [ana, ben, cleo] = (await people('ana', 'ben', 'cleo')) as [Person, Person, Person];
  const made = await room(ana, { members: [ben, cleo] });
  (await ana.api().patch(`/rooms/${made.id}/participants/${ben.id}`, { role: 'admin' })).as(participant);
  const remove = (by: Person, of: Person) => by.api().delete(`/rooms/${made.id}/participants/${of.id}`);
  (await remove(ben, ana)).problem(403, 'forbidden');
  (await remove(cleo, ben)).problem(403, 'forbidden');
  (await remove(ben, ben)).problem(409, 'conflict');
  (await remove(ben, cleo)).empty();
  (await remove(ben, cleo)).problem(404, 'not_found');
  expect((await roomOf(ana, made.id)).participantCount).toBe(2);
  expect((await cleo.api().post(`/rooms/${made.id}/join`)).as(roomDetail).me.role).toBe('member');
});

test('R22 R63 muted: the word is taken for a while, at once and everywhere, and given back', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  const made = await room(ana, { members: [ben] });
  const socket = await ben.socket({ index: ana.home + 1 });
  await ben.watch(made.id, socket);
  const path = `/rooms/${made.id}/participants/${ben.id}/mute`;
  const muted = (await ana.api().put(path, { minutes: 10 })).as(participant);
  expect(Date.parse(muted.mutedUntil ?? '') - Date.now()).toBeGreaterThan(9 * 60_000);
  await socket.waitFor('participant:updated', (event) => event.participant.mutedUntil !== null);
  const words = { content: 'let me speak', clientId: clientId() };
  (await ben.api().post(`/rooms/${made.id}/messages`, words)).problem(403, 'forbidden');
  expect((await socket.refusal('message:send', { roomId: made.id, ...words })).code).toBe('forbidden');
  expect((await roomOf(ben, made.id)).me.can['message.send']).toBe(false);
  (await ben.api().delete(path)).problem(403, 'forbidden');
  (await ana.api().delete(path)).empty();
  (await ana.api().delete(path)).empty();
  await socket.emit('message:send', { roomId: made.id, ...words });
  (await ana.api().put(path, { minutes: 1 })).as(participant);
  await execute(server.topology, 'UPDATE participants SET muted_until = ? WHERE user_id = ?', [
    '2026-01-01 00:00:00.000',
    ben.id,
  ]);
  await say(ben, made.id, 'the time is over');
  (await ana.api().put(`/rooms/${made.id}/participants/${ana.id}/mute`, { minutes: 1 })).problem(409, 'conflict');
});

test('R22 banned: out at once, and not back by any way, nor is the room there for them', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  const place = await workspace(ana, [ben]);
  const made = await room(ana, { workspaceId: place.id, members: [ben] });
  const { code } = (await ana.api().post(`/rooms/${made.id}/code`, {})).as(roomCode, 201);
  const socket = await ben.socket({ index: ana.home + 1 });
  await ben.watch(made.id, socket);
  const banPath = `/rooms/${made.id}/bans/${ben.id}`;
  (await ben.api().put(`/rooms/${made.id}/bans/${ana.id}`)).problem(403, 'forbidden');
  (await ana.api().put(banPath)).as(bans.shape.items.element);
  await socket.waitFor('participant:left', (event) => event.participant.user.id === ben.id);
  (await ana.api().put(banPath)).as(bans.shape.items.element);
  const [listed] = (await ana.api().get(`/rooms/${made.id}/bans`)).as(bans).items;
  expect(listed).toMatchObject({ user: { id: ben.id }, bannedBy: 'ana' });

  (await ben.api().get(`/rooms/${made.id}`)).problem(404, 'not_found');
  (await ben.api().post(`/rooms/${made.id}/join`)).problem(404, 'not_found');
  (await ben.api().get(`/rooms/by-code/${code}`)).problem(403, 'banned');
  (await ben.api().post('/rooms/join', { code })).problem(403, 'banned');
  (await ana.api().post(`/rooms/${made.id}/invite`, { userId: ben.id })).problem(403, 'banned');
  const found = (await ben.api().get(`/workspaces/${place.id}/rooms/discover`)).body as { items: unknown[] };
  expect(found.items).toEqual([]);
  expect((await socket.refusal('room:open', { roomId: made.id })).code).toBe('not_found');
  expect((await ana.api().get(`/rooms/${made.id}/code`)).as(roomCode).uses).toBe(0);

  (await ana.api().delete(banPath)).empty();
  (await ana.api().delete(banPath)).problem(404, 'not_found');
  expect((await ben.api().post('/rooms/join', { code })).as(roomDetail).me.role).toBe('member');
});

test('R22 who has not come yet can be banned, and stops looking in at once; the owner cannot be', async () => {
  const [ana, ben, eve] = (await people('ana', 'ben', 'eve')) as [Person, Person, Person];
  const place = await workspace(ana, [ben]);
  const made = await room(ana, { workspaceId: place.id });
  await estrange(eve);
  const socket = await ben.socket({ index: ana.home + 1 });
  await socket.emit('room:open', { roomId: made.id });
  (await ana.api().put(`/rooms/${made.id}/bans/${eve.id}`)).problem(404, 'not_found');
  (await ana.api().put(`/rooms/${made.id}/bans/${ana.id}`)).problem(409, 'conflict');
  (await ana.api().put(`/rooms/${made.id}/bans/${ben.id}`)).as(bans.shape.items.element);
  await socket.waitFor('room:deleted', ({ roomId }) => roomId === made.id);
});

test('R20 a code with a number of uses lets exactly so many in at once; who is there uses none up', async () => {
  const ana = await person(server.topology, 'ana');
  const crowd = await Promise.all(Array.from({ length: 6 }, async (_, i) => person(server.topology, 'crowd', i)));
  const made = await room(ana, { visibility: 'invite_only' });
  const { code } = (await ana.api().post(`/rooms/${made.id}/code`, { maxUses: 3 })).as(roomCode, 201);
  (await ana.api().post('/rooms/join', { code })).as(roomDetail);
  const answers = await Promise.all(crowd.map(async (one) => one.api().post('/rooms/join', { code })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 404, 404, 404]);
  const inside = crowd.filter((_, index) => answers[index]?.status === 200);
  const outside = crowd.filter((_, index) => answers[index]?.status === 404);
  expect((await ana.api().get(`/rooms/${made.id}/code`)).as(roomCode).uses).toBe(3);
  (await inside[0]!.api().post('/rooms/join', { code })).as(roomDetail);
  (await outside[0]!.api().get(`/rooms/by-code/${code}`)).problem(404, 'not_found');
  expect((await ana.api().get(`/rooms/${made.id}/code`)).as(roomCode).uses).toBe(3);
});

test('R20 the same person at once uses one up; a full room uses none; an old code opens nothing', async () => {
  const [ana, ben, cleo] = (await people('ana', 'ben', 'cleo')) as [Person, Person, Person];
  const made = await room(ana, { visibility: 'invite_only', maxParticipants: 2 });
  const { code } = (await ana.api().post(`/rooms/${made.id}/code`, { maxUses: 5, expiresInHours: 1 })).as(
    roomCode,
    201,
  );
  const twice = await Promise.all([0, 1, 2].map(async (index) => ben.api(index).post('/rooms/join', { code })));
  expect(twice.map(({ status }) => status)).toEqual([200, 200, 200]);
  (await cleo.api().post('/rooms/join', { code })).problem(409, 'room_full');
  expect((await ana.api().get(`/rooms/${made.id}/code`)).as(roomCode).uses).toBe(1);
  expect((await cleo.api().get(`/rooms/by-code/${code}`)).as(roomPreview).participantCount).toBe(2);
  await execute(server.topology, 'UPDATE rooms SET join_code_expires_at = ? WHERE id = ?', [
    '2026-01-01 00:00:00.000',
    made.id,
  ]);
  (await cleo.api().get(`/rooms/by-code/${code}`)).problem(404, 'not_found');
  (await cleo.api().post('/rooms/join', { code })).problem(404, 'not_found');
});
