import { member, page, participant, roomDetail, roomView, workspace as workspaceShape, type Member } from '#contract';
import { expect, test } from '@jest/globals';
import { admin, person, type Person } from '../factories/people.js';
import { room, roomOf, say, workspace } from '../factories/places.js';
import { statement } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'members', scripted: false });

const members = page(member);
const rooms = page(roomView);
const participants = page(participant);

/** Long before the sweep would find it (Q5: within a second, on a machine with nothing else to do). */
const AT_ONCE = { timeoutMs: 3_000 };

/** People spread over the API processes, by turns. */
const people = async (...names: string[]): Promise<Person[]> =>
  Promise.all(names.map(async (name, index) => person(server.topology, name, index)));

const membersOf = async (one: Person, id: string, query = ''): Promise<Member[]> =>
  (await one.api().get(`/workspaces/${id}/members${query}`)).as(members).items;

const rolesIn = async (one: Person, id: string): Promise<Record<string, string>> =>
  Object.fromEntries((await membersOf(one, id)).map(({ user, role }) => [user.id, role]));

const setRole = async (by: Person, id: string, who: Person, role: string) =>
  by.api().patch(`/workspaces/${id}/members/${who.id}`, { role });

const remove = async (by: Person, id: string, who: Person) => by.api().delete(`/workspaces/${id}/members/${who.id}`);

test('R15 R18 roles: owners give them, nobody else; an unknown member is nobody', async () => {
  const [ana, ben, cleo, eve] = (await people('ana', 'ben', 'cleo', 'eve')) as [Person, Person, Person, Person];
  const place = await workspace(ana, [ben, cleo]);
  (await setRole(ben, place.id, cleo, 'guest')).problem(403, 'forbidden');
  (await setRole(ben, place.id, ben, 'owner')).problem(403, 'forbidden');
  (await setRole(ana, place.id, eve, 'member')).problem(404, 'not_found');
  (await setRole(eve, place.id, ben, 'guest')).problem(404, 'not_found');
  (await setRole(ana, place.id, ben, 'king')).problem(400, 'validation_failed');

  const changed = (await setRole(ana, place.id, ben, 'owner')).as(member);
  expect(changed).toMatchObject({ user: { id: ben.id }, role: 'owner' });
  (await setRole(ben, place.id, cleo, 'guest')).as(member);
  expect(await rolesIn(cleo, place.id)).toEqual({ [ana.id]: 'owner', [ben.id]: 'owner', [cleo.id]: 'guest' });
  (await setRole(ana, place.id, ana, 'member')).as(member);
  (await setRole(ben, place.id, ben, 'member')).problem(409, 'last_owner');
  (await remove(ben, place.id, ben)).problem(409, 'last_owner');
  expect((await rolesIn(ben, place.id))[ben.id]).toBe('owner');
});

test('R18 two owners who demote each other at the same instant leave one, whichever process they ask', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  for (let round = 0; round < 5; round++) {
    const place = await workspace(ana, [ben]);
    (await setRole(ana, place.id, ben, 'owner')).as(member);
    const answers = await Promise.all([setRole(ana, place.id, ben, 'member'), setRole(ben, place.id, ana, 'member')]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 403]);
    expect(Object.values(await rolesIn(ana, place.id)).sort()).toEqual(['member', 'owner']);
  }
});

test('R18 owners who leave at the same instant leave one', async () => {
  const [ana, ben, cleo] = (await people('ana', 'ben', 'cleo')) as [Person, Person, Person];
  const place = await workspace(ana, [ben, cleo]);
  for (const one of [ben, cleo]) (await setRole(ana, place.id, one, 'owner')).as(member);
  const answers = await Promise.all([ana, ben, cleo].map(async (one) => remove(one, place.id, one)));
  expect(answers.map((one) => one.status).sort()).toEqual([204, 204, 409]);
  const left = [ana, ben, cleo][answers.findIndex((one) => one.status === 409)]!;
  expect(await rolesIn(left, place.id)).toEqual({ [left.id]: 'owner' });
});

test('R18 ownership is handed over: to a member, who can look after it', async () => {
  const [ana, ben, eve] = (await people('ana', 'ben', 'eve')) as [Person, Person, Person];
  const place = await workspace(ana, [ben]);
  const give = async (by: Person, userId: string) => by.api().post(`/workspaces/${place.id}/transfer`, { userId });
  (await give(ben, ben.id)).problem(403, 'forbidden');
  (await give(eve, eve.id)).problem(404, 'not_found');
  for (const userId of [ana.id, eve.id]) {
    const { errors } = (await give(ana, userId)).problem(400, 'validation_failed');
    expect(errors?.map((one) => one.path)).toEqual(['userId']);
  }
  const tab = await ben.socket({ index: ben.home + 1 });
  expect((await give(ana, ben.id)).as(workspaceShape)).toMatchObject({
    role: 'member',
    can: { 'workspace.manageMembers': false },
  });
  await tab.waitFor('workspace:updated', (event) => event.workspaceId === place.id);
  expect(await rolesIn(ana, place.id)).toEqual({ [ana.id]: 'member', [ben.id]: 'owner' });
  (await give(ana, ana.id)).problem(403, 'forbidden');
});

test('R15 R24 Q5 Q7 a removed member loses everything at once, on every socket of every process', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  const place = await workspace(ana, [ben]);
  const open = await room(ana, { workspaceId: place.id, members: [ben] });
  const looked = await room(ana, { workspaceId: place.id });
  const watcher = await ana.socket();
  const [one, two] = [await ben.socket(), await ben.socket({ index: ben.home + 1 })];
  await Promise.all([ben.watch(open.id, one), ben.watch(open.id, two)]);
  // A room that he looks into without taking part in it.
  await one.emit('room:open', { roomId: looked.id });

  (await remove(ana, place.id, ben)).empty();
  await watcher.waitFor(
    'participant:left',
    ({ roomId, participant: gone }) => roomId === open.id && gone.user.id === ben.id,
  );
  for (const socket of [one, two]) await socket.waitFor('workspace:left', (event) => event.workspaceId === place.id);
  const marks = [one, two].map((socket) => socket.heard.entries.length);
  await one.waitFor('room:deleted', (event) => event.roomId === looked.id, AT_ONCE);
  for (const target of [open, looked]) await say(ana, target.id, 'after he has gone');
  // What his own room makes known comes after what he must not hear.
  const own = await room(ben);
  await say(ben, own.id, 'proof of life');
  for (const [index, socket] of [one, two].entries()) {
    await socket.waitFor('message:created', ({ roomId }) => roomId === own.id);
    const after = socket.heard.entries.slice(marks[index]).filter(({ event }) => event.startsWith('message:'));
    expect(after.filter(({ payload }) => JSON.stringify(payload).includes('after he has gone'))).toEqual([]);
    for (const { id } of [open, looked])
      expect((await socket.refusal('room:open', { roomId: id })).code).toBe('not_found');
  }
  for (const path of ['', '/members', '/rooms', '/rooms/discover'])
    (await ben.api().get(`/workspaces/${place.id}${path}`)).problem(404, 'not_found');
  (await ben.api().get(`/rooms/${open.id}`)).problem(404, 'not_found');
  expect((await ben.api().get('/rooms')).as(rooms).items.map(({ id }) => id)).not.toContain(open.id);
  expect((await roomOf(ana, open.id)).participantCount).toBe(1);
  (await remove(ana, place.id, ben)).problem(404, 'not_found');
});

test('R15 members and guests leave by themselves, and remove nobody else', async () => {
  const [ana, ben, gus] = (await people('ana', 'ben', 'gus')) as [Person, Person, Person];
  const place = await workspace(ana, [ben, gus]);
  (await setRole(ana, place.id, gus, 'guest')).as(member);
  (await remove(ben, place.id, gus)).problem(403, 'forbidden');
  (await remove(gus, place.id, ana)).problem(403, 'forbidden');
  for (const one of [ben, gus]) {
    (await remove(one, place.id, one)).empty();
    (await one.api().get(`/workspaces/${place.id}`)).problem(404, 'not_found');
  }
  expect(await rolesIn(ana, place.id)).toEqual({ [ana.id]: 'owner' });
});

test('R18 R22 rooms that the leaver owned alone go to the next: admin, member, else the owner of the workspace', async () => {
  const [ana, ben, cleo] = (await people('ana', 'ben', 'cleo')) as [Person, Person, Person];
  const place = await workspace(ana, [ben, cleo]);
  const shared = await room(ben, { workspaceId: place.id, members: [cleo] });
  const alone = await room(ben, { workspaceId: place.id, visibility: 'invite_only' });
  const secret = await room(ben, { workspaceId: place.id, visibility: 'private' });
  const watcher = await cleo.socket();
  (await remove(ana, place.id, ben)).empty();
  await watcher.waitFor(
    'participant:updated',
    ({ roomId, participant: next }) => roomId === shared.id && next.role === 'owner',
  );
  expect(await roomOf(cleo, shared.id)).toMatchObject({ participantCount: 1, me: { role: 'owner' } });
  expect(await roomOf(ana, alone.id)).toMatchObject({ participantCount: 1, me: { role: 'owner' } });
  // What was his alone is read by nobody: not by the owner, and not by him when he comes back.
  (await ana.api().get(`/rooms/${secret.id}`)).problem(404, 'not_found');
  const back = (await ana.api().post(`/workspaces/${place.id}/invite`, { username: ben.user.username })).body as {
    id: string;
  };
  (await ben.api().post(`/invites/${back.id}/accept`)).as(workspaceShape);
  (await ben.api().get(`/rooms/${secret.id}`)).problem(404, 'not_found');
  (await ben.api().post(`/rooms/${shared.id}/join`)).as(roomDetail);
  const present = (await ben.api().get(`/rooms/${shared.id}/participants`)).as(participants).items;
  expect(present.map(({ user, role }) => [user.id, role])).toEqual([
    [cleo.id, 'owner'],
    [ben.id, 'member'],
  ]);
});

test('R15 R24 who becomes a guest keeps the rooms they are in and loses the others, at once', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  const place = await workspace(ana, [ben]);
  const kept = await room(ana, { workspaceId: place.id, members: [ben] });
  const lost = await room(ana, { workspaceId: place.id });
  const [watching, idle] = [await ben.socket({ index: ben.home + 1 }), await ben.socket()];
  await watching.emit('room:open', { roomId: lost.id });
  (await setRole(ana, place.id, ben, 'guest')).as(member);
  for (const socket of [watching, idle])
    await socket.waitFor('workspace:updated', (event) => event.workspaceId === place.id);
  await watching.waitFor('room:deleted', (event) => event.roomId === lost.id, AT_ONCE);
  await say(ana, lost.id, 'not for guests');
  await say(ana, kept.id, 'for guests too');
  await watching.waitFor('message:created', ({ message }) => message.content === 'for guests too');
  expect(watching.all('message:created').map(({ message }) => message.content)).not.toContain('not for guests');
  expect((await roomOf(ben, kept.id)).me.role).toBe('member');
  (await ben.api().get(`/rooms/${lost.id}`)).problem(404, 'not_found');
  (await ben.api().post(`/rooms/${lost.id}/join`)).problem(404, 'not_found');
  (await ben.api().get(`/workspaces/${place.id}/rooms/discover`)).problem(403, 'forbidden');
  (await ben.api().post(`/workspaces/${place.id}/rooms`, { title: 'mine' })).problem(403, 'forbidden');
});

test('the members of a workspace are found by name, page by page', async () => {
  const [ana, ...others] = (await people('ana', 'otto', 'ottilie', 'ben')) as [Person, Person, Person, Person];
  const place = await workspace(ana, others);
  const named = async (query: string) => (await membersOf(ana, place.id, query)).map(({ user }) => user.displayName);
  expect((await named('?q=OTT')).sort()).toEqual(['ottilie', 'otto']);
  expect(await named(`?q=${others[2]!.user.username}`)).toEqual(['ben']);
  expect(await named('?q=%25')).toEqual([]);
  const first = (await ana.api().get(`/workspaces/${place.id}/members?q=ott&limit=1`)).as(members);
  const second = (await ana.api().get(`/workspaces/${place.id}/members?q=ott&limit=1&cursor=${first.nextCursor}`)).as(
    members,
  );
  expect(second.nextCursor).toBeNull();
  expect([...first.items, ...second.items].map(({ user }) => user.displayName).sort()).toEqual(['ottilie', 'otto']);
});

test('R13 R18 a kid account or one that is not in use never owns a workspace, and is not counted as its owner', async () => {
  const [ana, kim, old] = (await people('ana', 'kim', 'old')) as [Person, Person, Person];
  const place = await workspace(ana, [kim, old]);
  (await setRole(ana, place.id, old, 'owner')).as(member);
  await statement(server.topology, `UPDATE users SET role = 'kid' WHERE id = ?`, [kim.id]);
  await statement(server.topology, 'UPDATE users SET active = 0 WHERE id = ?', [old.id]);
  (await setRole(ana, place.id, kim, 'owner')).problem(400, 'validation_failed');
  for (const { id } of [kim, old])
    (await ana.api().post(`/workspaces/${place.id}/transfer`, { userId: id })).problem(400, 'validation_failed');
  (await setRole(ana, place.id, ana, 'member')).problem(409, 'last_owner');
  (await remove(ana, place.id, ana)).problem(409, 'last_owner');
  // A kid sees the people of its rooms, and itself.
  expect((await membersOf(kim, place.id)).map(({ user }) => user.id)).toEqual([kim.id]);
  await room(ana, { workspaceId: place.id });
  expect((await membersOf(kim, place.id)).map(({ user }) => user.id)).toEqual([kim.id]);
});

test('Q7 a workspace is nobody’s by server role', async () => {
  const [ana] = (await people('ana')) as [Person];
  const founder = await admin(server.topology);
  const place = await workspace(ana);
  (await founder.api().get(`/workspaces/${place.id}/members`)).problem(404, 'not_found');
  (await founder.api().patch(`/workspaces/${place.id}`, { name: 'Mine' })).problem(404, 'not_found');
  (await founder.api().post(`/workspaces/${place.id}/transfer`, { userId: founder.id })).problem(404, 'not_found');
});
