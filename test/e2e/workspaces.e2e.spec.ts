import { invite, invitePreview, member, page, workspace as workspaceShape } from '#contract';
import { expect, test } from '@jest/globals';
import { person } from '../factories/people.js';
import { workspace } from '../factories/places.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'workspaces', scripted: false });

const list = page(workspaceShape);
const members = page(member);

test('R15 create, list and read: the maker owns it, others do not see it', async () => {
  const [ana, eve] = [await person(server.topology, 'ana'), await person(server.topology, 'eve')];
  const body = { name: '  Lab\u0065\u0301  ', description: 'Where we work' };
  const made = (await ana.api().post('/workspaces', body)).as(workspaceShape, 201);
  expect(made).toMatchObject({ name: 'Lab\u00e9', description: 'Where we work', role: 'owner', memberCount: 1 });
  expect(made.can).toMatchObject({ 'workspace.invite': true, 'room.create': true });
  expect((await ana.api().get(`/workspaces/${made.id}`)).as(workspaceShape)).toEqual(made);
  expect((await ana.api().get('/workspaces')).as(list).items).toContainEqual(made);
  expect((await eve.api().get('/workspaces')).as(list).items.map((one) => one.id)).not.toContain(made.id);
  (await eve.api().get(`/workspaces/${made.id}`)).problem(404, 'not_found');
  (await eve.api().get(`/workspaces/${made.id}/members`)).problem(404, 'not_found');
  (await eve.api().get(`/workspaces/${made.id}/rooms`)).problem(404, 'not_found');
  (await eve.api().post(`/workspaces/${made.id}/rooms`, { title: 'mine' })).problem(404, 'not_found');
  (await eve.api().post(`/workspaces/${made.id}/invite`, {})).problem(404, 'not_found');
});

test('lists go on behind their cursor and give everything once, in the same order', async () => {
  const ana = await person(server.topology, 'ana');
  for (let index = 0; index < 5; index++) await workspace(ana);
  const whole = (await ana.api().get('/workspaces')).as(list);
  expect(whole.nextCursor).toBeNull();
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const part = (await ana.api().get(`/workspaces?limit=2${from}`)).as(list);
    expect(part.items.length).toBeLessThanOrEqual(2);
    seen.push(...part.items.map((one) => one.id));
    cursor = part.nextCursor;
  }
  expect(seen).toEqual(whole.items.map((one) => one.id));
  (await ana.api().get('/workspaces?cursor=made-up')).problem(400, 'validation_failed');
});

test('R16 an invitation link: anyone may look, accepting twice makes one member', async () => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  const place = await workspace(ana);
  const made = (await ana.api().post(`/workspaces/${place.id}/invite`, { expiresInHours: 2 })).as(invite, 201);
  expect(made.url.endsWith(`/invite/${made.code}`)).toBe(true);
  expect(made).toMatchObject({ role: 'member', maxUses: null });
  const seen = (await server.topology.api().get(`/invites/${made.code}`)).as(invitePreview);
  expect(seen).toMatchObject({ workspace: { name: place.name, memberCount: 1 }, role: 'member' });

  for (let round = 0; round < 2; round++) {
    const joined = (await ben.api().post(`/invites/${made.code}/accept`)).as(workspaceShape);
    expect(joined).toMatchObject({ id: place.id, role: 'member', memberCount: 2 });
  }
  const people = (await ben.api().get(`/workspaces/${place.id}/members`)).as(members).items;
  expect(people.map((one) => [one.user.id, one.role]).sort()).toEqual(
    [
      [ana.id, 'owner'],
      [ben.id, 'member'],
    ].sort(),
  );
  (await server.topology.api().post(`/invites/${made.code}/accept`)).problem(401);
  (await ben.api().get('/invites/no-such-code')).problem(404, 'not_found');
  (await ben.api().post('/invites/no-such-code/accept')).problem(404, 'not_found');
});

test('R16 an owner who accepts their own invitation stays owner', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await workspace(ana);
  const { code } = (await ana.api().post(`/workspaces/${place.id}/invite`, { role: 'guest' })).as(invite, 201);
  expect((await ana.api().post(`/invites/${code}/accept`)).as(workspaceShape).role).toBe('owner');
});

test('R16 a number of uses holds under people who accept at once', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await workspace(ana);
  const { code } = (await ana.api().post(`/workspaces/${place.id}/invite`, { maxUses: 2 })).as(invite, 201);
  const people = await Promise.all(Array.from({ length: 5 }, async () => person(server.topology, 'crowd')));
  const answers = await Promise.all(people.map(async (one) => one.api().post(`/invites/${code}/accept`)));
  expect(answers.map((one) => one.status).sort()).toEqual([200, 200, 409, 409, 409]);
  for (const answer of answers.filter((one) => one.status === 409)) answer.problem(409, 'invite_used_up');
  expect((await ana.api().get(`/workspaces/${place.id}`)).as(workspaceShape).memberCount).toBe(3);
});

test('R15 a member invites nobody unless they may, and a guest finds no rooms', async () => {
  const [ana, gus] = [await person(server.topology, 'ana'), await person(server.topology, 'gus')];
  const place = await workspace(ana);
  const { code } = (await ana.api().post(`/workspaces/${place.id}/invite`, { role: 'guest' })).as(invite, 201);
  const seen = (await gus.api().post(`/invites/${code}/accept`)).as(workspaceShape);
  expect(seen).toMatchObject({ role: 'guest', can: { 'workspace.invite': false, 'room.create': false } });
  (await gus.api().post(`/workspaces/${place.id}/invite`, {})).problem(403, 'forbidden');
  (await gus.api().post(`/workspaces/${place.id}/rooms`, { title: 'mine' })).problem(403, 'forbidden');
});
