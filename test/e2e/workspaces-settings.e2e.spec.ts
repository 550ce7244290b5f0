import { invite, page, roomCode, workspace as workspaceShape } from '#contract';
import { expect, test } from '@jest/globals';
import { admin, person, type Person } from '../factories/people.js';
import { room, workspace } from '../factories/places.js';
import { ask } from '../support/answers.js';
import { statement } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'workspace-settings' });

const list = page(workspaceShape);

/** People spread over the API processes, by turns. */
const people = async (...names: string[]): Promise<Person[]> =>
  Promise.all(names.map(async (name, index) => person(server.topology, name, index)));

const remove = async (by: Person, id: string, name: string) =>
  by.api().request('DELETE', `/workspaces/${id}`, { body: { name } });

test('R15 rename and describe: by an owner, and every member’s open page hears of it', async () => {
  const [ana, ben, eve] = (await people('ana', 'ben', 'eve')) as [Person, Person, Person];
  const place = await workspace(ana, [ben]);
  const change = async (by: Person, body: object) => by.api().patch(`/workspaces/${place.id}`, body);
  (await change(ben, { name: 'Mine' })).problem(403, 'forbidden');
  (await change(eve, { name: 'Mine' })).problem(404, 'not_found');
  (await change(ana, { name: '  ' })).problem(400, 'validation_failed');
  const tab = await ben.socket({ index: ben.home + 1 });
  const changed = (await change(ana, { name: '  Lab\u0065\u0301 ' })).as(workspaceShape);
  expect(changed).toMatchObject({ name: 'Lab\u00e9', description: '', role: 'owner', memberCount: 2 });
  await tab.waitFor('workspace:updated', (event) => event.workspaceId === place.id);
  (await change(ana, { description: 'Where we work' })).as(workspaceShape);
  expect((await change(ana, {})).as(workspaceShape)).toEqual({ ...changed, description: 'Where we work' });
  expect((await ben.api().get(`/workspaces/${place.id}`)).as(workspaceShape)).toMatchObject({
    name: 'Lab\u00e9',
    description: 'Where we work',
    role: 'member',
  });
});

test('R15 deleting asks for the name, and for an owner', async () => {
  const [ana, ben, eve] = (await people('ana', 'ben', 'eve')) as [Person, Person, Person];
  const place = await workspace(ana, [ben]);
  (await remove(ben, place.id, place.name)).problem(403, 'forbidden');
  (await remove(eve, place.id, place.name)).problem(404, 'not_found');
  for (const name of ['', place.name.toLowerCase(), `${place.name}!`]) {
    const { errors } = (await remove(ana, place.id, name)).problem(400, 'validation_failed');
    expect(errors?.map((one) => one.path)).toEqual(['name']);
  }
  (await ana.api().delete(`/workspaces/${place.id}`)).problem(400);
  expect((await ana.api().get(`/workspaces/${place.id}`)).as(workspaceShape).memberCount).toBe(2);
});

test('§2 deleting asks for a fresh confirmation of who one is', async () => {
  const [ana] = (await people('ana')) as [Person];
  const place = await workspace(ana);
  await statement(server.topology, 'UPDATE sessions SET confirmed_at = ? WHERE user_id = ?', [
    '2020-01-01 00:00:00.000',
    ana.id,
  ]);
  (await remove(ana, place.id, place.name)).problem(403, 'reauth_required');
  expect((await ana.api().get(`/workspaces/${place.id}`)).as(workspaceShape).name).toBe(place.name);
});

test('R1 R15 the workspace that everybody is in can’t be deleted', async () => {
  const founder = await admin(server.topology);
  const [general] = (await founder.api().get('/workspaces')).as(list).items;
  expect(general!.can).toMatchObject({ 'workspace.update': true, 'workspace.delete': false });
  (await remove(founder, general!.id, general!.name)).problem(409, 'conflict');
});

test('R15 R24 Q5 Q7 a deleted workspace is gone for everybody at once, with its rooms, codes and invitations', async () => {
  const [ana, ben, eve] = (await people('ana', 'ben', 'eve')) as [Person, Person, Person];
  const place = await workspace(ana, [ben]);
  const open = await room(ana, { workspaceId: place.id, members: [ben] });
  const secret = await room(ben, { workspaceId: place.id, visibility: 'private' });
  const { code } = (await ana.api().post(`/rooms/${open.id}/code`)).as(roomCode, 201);
  const link = (await ana.api().post(`/workspaces/${place.id}/invite`, {})).as(invite, 201);
  const sockets = [await ben.socket(), await ben.socket({ index: ben.home + 1 }), await ana.socket()];
  const reader = await ben.watch(open.id, sockets[0]);

  // An answer that is being written while the workspace goes.
  server.upstream.script('tell me everything', async (reply) => {
    await reply.tokens(['once ', 'upon ']);
    await reply.hang();
  });
  const answer = await ask(ben, reader, '@ai tell me everything');
  await reader.sees(answer.id, 'once upon ');
  (await remove(ana, place.id, place.name)).empty();
  for (const socket of sockets) {
    await socket.waitFor('workspace:left', (event) => event.workspaceId === place.id);
    await socket.waitFor('room:deleted', (event) => event.roomId === open.id);
    expect((await socket.refusal('room:open', { roomId: open.id })).code).toBe('not_found');
  }
  const [call] = server.upstream.callsOf('tell me everything');
  if (call) await server.upstream.closedEarly(call);

  for (const one of [ana, ben]) {
    expect((await one.api().get('/workspaces')).as(list).items.map(({ id }) => id)).not.toContain(place.id);
    for (const path of ['', '/members', '/rooms', '/rooms/discover', '/invites'])
      (await one.api().get(`/workspaces/${place.id}${path}`)).problem(404, 'not_found');
    for (const { id } of [open, secret]) (await one.api().get(`/rooms/${id}`)).problem(404, 'not_found');
    (await one.api().get(`/messages/${answer.id}`)).problem(404, 'not_found');
  }
  (await ana.api().patch(`/workspaces/${place.id}`, { name: 'Back' })).problem(404, 'not_found');
  (await remove(ana, place.id, place.name)).problem(404, 'not_found');
  (await eve.api().get(`/invites/${link.code}`)).problem(404, 'not_found');
  (await eve.api().post(`/invites/${link.code}/accept`)).problem(404, 'not_found');
  (await eve.api().post('/rooms/join', { code })).problem(404, 'not_found');
});
