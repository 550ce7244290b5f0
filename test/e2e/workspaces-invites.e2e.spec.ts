import {
  invite,
  invitePreview,
  myInvites,
  openInvite,
  page,
  session,
  workspace as workspaceShape,
  type Invite,
  type MyInvite,
  type OpenInvite,
} from '#contract';
import { expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { person, type Person } from '../factories/people.js';
import { workspace } from '../factories/places.js';
import { statement } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'invites', scripted: false });

const openInvites = page(openInvite);

/** People spread over the API processes, by turns. */
const people = async (...names: string[]): Promise<Person[]> =>
  Promise.all(names.map(async (name, index) => person(server.topology, name, index)));

/** Its code must not stand in a log. */
const inviteTo = async (by: Person, id: string, body: Record<string, unknown> = {}): Promise<Invite> => {
  const made = (await by.api().post(`/workspaces/${id}/invite`, body)).as(invite, 201);
  by.api().secret(made.code);
  return made;
};

const openOf = async (by: Person, id: string): Promise<OpenInvite[]> =>
  (await by.api().get(`/workspaces/${id}/invites`)).as(openInvites).items;

const mine = async (one: Person): Promise<MyInvite[]> => (await one.api().get('/invites')).as(myInvites).items;

const accept = async (one: Person, key: string) => one.api().post(`/invites/${key}/accept`);

test('R16 by username: the one invited sees it at once and needs no code; nobody else can use it', async () => {
  const [ana, ben, eve] = (await people('ana', 'ben', 'eve')) as [Person, Person, Person];
  const place = await workspace(ana);
  const tab = await ben.socket({ index: ben.home + 1 });
  const made = await inviteTo(ana, place.id, { username: ben.user.username.toUpperCase(), role: 'guest' });
  expect(made).toMatchObject({ maxUses: 1, mailed: false });
  expect(made.qrSvg).toMatch(/^<svg/);
  await tab.waitFor('invites:changed');
  expect(await mine(ben)).toEqual([
    { id: made.id, workspaceName: place.name, invitedBy: 'ana', role: 'guest', expiresAt: made.expiresAt },
  ]);
  expect(await mine(eve)).toEqual([]);

  expect((await ben.api().get(`/invites/${made.id}`)).as(invitePreview)).toMatchObject({
    workspace: { name: place.name },
    invitedBy: 'ana',
  });
  (await eve.api().get(`/invites/${made.id}`)).problem(404, 'not_found');
  (await server.topology.api().get(`/invites/${made.id}`)).problem(404, 'not_found');
  for (const key of [made.id, made.code]) (await accept(eve, key)).problem(404, 'not_found');

  for (let round = 0; round < 2; round++)
    expect((await accept(ben, made.id)).as(workspaceShape)).toMatchObject({ id: place.id, role: 'guest' });
  await tab.waitFor('workspace:updated', (event) => event.workspaceId === place.id);
  expect(await mine(ben)).toEqual([]);
  (await eve.api().get(`/workspaces/${place.id}`)).problem(404, 'not_found');
});

test('R16 an invitation is declined by the one whom it names, and then is over', async () => {
  const [ana, ben, eve] = (await people('ana', 'ben', 'eve')) as [Person, Person, Person];
  const place = await workspace(ana);
  const made = await inviteTo(ana, place.id, { username: ben.user.username });
  const link = await inviteTo(ana, place.id);
  for (const id of [made.id, made.code, link.id]) (await eve.api().delete(`/invites/${id}`)).problem(404, 'not_found');
  (await ben.api().delete(`/invites/${link.code}`)).problem(404, 'not_found');
  (await ben.api().delete(`/invites/${made.id}`)).empty();
  expect(await mine(ben)).toEqual([]);
  (await accept(ben, made.code)).problem(409, 'invite_used_up');
  expect((await openOf(ana, place.id)).map((one) => one.id)).toEqual([link.id]);
});

test('R16 a link has an id too, which opens nothing', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  const place = await workspace(ana);
  const made = await inviteTo(ana, place.id);
  (await ben.api().get(`/invites/${made.id}`)).problem(404, 'not_found');
  (await accept(ben, made.id)).problem(404, 'not_found');
  (await accept(ben, made.code)).as(workspaceShape);
});

test('R16 by e-mail: an account with that address is invited, however it is written', async () => {
  const [ana, ben, eve] = (await people('ana', 'ben', 'eve')) as [Person, Person, Person];
  const place = await workspace(ana);
  const made = await inviteTo(ana, place.id, { email: ben.email.toUpperCase() });
  expect((await mine(ben)).map((one) => one.id)).toEqual([made.id]);
  expect(await openOf(ana, place.id)).toMatchObject([{ id: made.id, for: ben.email, uses: 0 }]);
  (await accept(eve, made.code)).problem(404, 'not_found');
  (await accept(ben, made.id)).as(workspaceShape);
});

test('R2 R16 by e-mail to a newcomer: the link is good for that address alone', async () => {
  const [ana, eve] = (await people('ana', 'eve')) as [Person, Person];
  const place = await workspace(ana);
  const username = `newcomer.${randomBytes(3).toString('hex')}`;
  const email = `${username}@example.org`;
  const made = await inviteTo(ana, place.id, { email });
  (await accept(eve, made.code)).problem(404, 'not_found');
  const account = { username, password: `pw-${randomBytes(12).toString('base64url')}`, inviteCode: made.code };
  const register = async (address: string, code = made.code) =>
    server.topology.api(1).post('/auth/register', { ...account, email: address, inviteCode: code });
  const { errors } = (await register(`other.${email}`)).problem(400, 'validation_failed');
  expect(errors?.map((one) => one.path)).toEqual(['email']);
  // Having the address is no proof that it is one's own: the id is worth nothing, the code comes by mail.
  (await register(email, made.id)).problem(404, 'not_found');
  const { accessToken } = (await register(email)).as(session, 201);
  const newcomer = server.topology.api().with(accessToken);
  expect((await newcomer.get(`/workspaces/${place.id}`)).as(workspaceShape).role).toBe('member');
  (await register(`third.${email}`)).problem(409, 'invite_used_up');
});

test('R16 who is a member already is not invited; nor nobody, nor two people at once', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  const place = await workspace(ana, [ben]);
  const post = async (body: object) => ana.api().post(`/workspaces/${place.id}/invite`, body);
  const { username } = ben.user;
  expect((await post({ username })).problem(409, 'conflict').detail).toContain(username);
  (await post({ email: ben.email })).problem(409, 'conflict');
  (await post({ username: 'nobody.of.this.name' })).problem(400, 'validation_failed');
  (await post({ username, email: ben.email })).problem(400, 'validation_failed');
  (await post({ role: 'owner' })).problem(400, 'validation_failed');
  expect((await openOf(ana, place.id)).filter((one) => one.for !== null)).toEqual([]);
});

test('R16 the list of what is out: newest first, page by page, without what is over; members see their own', async () => {
  const [ana, ben, eve] = (await people('ana', 'ben', 'eve')) as [Person, Person, Person];
  const place = await workspace(ana);
  const first = await inviteTo(ana, place.id, { maxUses: 1 });
  (await accept(ben, first.code)).as(workspaceShape);
  const [named, link] = [await inviteTo(ben, place.id, { username: eve.user.username }), await inviteTo(ana, place.id)];
  expect(await openOf(ana, place.id)).toMatchObject([
    { id: link.id, for: null, createdBy: 'ana', uses: 0, maxUses: null },
    { id: named.id, for: eve.user.username, createdBy: 'ben', maxUses: 1 },
  ]);
  expect((await openOf(ben, place.id)).map((one) => one.id)).toEqual([named.id]);
  const part = (await ana.api().get(`/workspaces/${place.id}/invites?limit=1`)).as(openInvites);
  const rest = (await ana.api().get(`/workspaces/${place.id}/invites?limit=1&cursor=${part.nextCursor}`)).as(
    openInvites,
  );
  expect([...part.items, ...rest.items].map((one) => one.id)).toEqual([link.id, named.id]);
  expect(rest.nextCursor).toBeNull();
  expect(JSON.stringify(await openOf(ana, place.id))).not.toContain(link.code);
  (await eve.api().get(`/workspaces/${place.id}/invites`)).problem(404, 'not_found');
});

test('R16 revoking works at once, for all of them or one’s own', async () => {
  const [ana, ben, eve] = (await people('ana', 'ben', 'eve')) as [Person, Person, Person];
  const place = await workspace(ana, [ben]);
  const elsewhere = await workspace(ana);
  const [link, named] = [await inviteTo(ana, place.id), await inviteTo(ana, place.id, { username: eve.user.username })];
  const revoke = async (by: Person, id: string, at = place.id) => by.api().delete(`/workspaces/${at}/invites/${id}`);
  (await revoke(ben, link.id)).problem(404, 'not_found');
  (await revoke(eve, link.id)).problem(404, 'not_found');
  (await revoke(ana, link.id, elsewhere.id)).problem(404, 'not_found');
  const tab = await eve.socket();
  for (const { id } of [link, named]) (await revoke(ana, id)).empty();
  await tab.waitFor('invites:changed');
  (await revoke(ana, link.id)).empty();
  expect(await mine(eve)).toEqual([]);
  for (const key of [link.code, named.id]) {
    (await eve.api().get(`/invites/${key}`)).problem(409, 'invite_used_up');
    (await accept(eve, key)).problem(409, 'invite_used_up');
  }
  const own = await inviteTo(ben, place.id);
  (await revoke(ben, own.id)).empty();
  expect((await openOf(ana, place.id)).map((one) => one.id)).not.toContain(own.id);
});

test('R16 an invitation that is too old opens nothing and is on no list', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  const place = await workspace(ana);
  const made = await inviteTo(ana, place.id, { username: ben.user.username });
  await statement(server.topology, 'UPDATE invites SET expires_at = ? WHERE id = ?', [
    '2020-01-01 00:00:00.000',
    made.id,
  ]);
  for (const key of [made.id, made.code]) (await accept(ben, key)).problem(409, 'invite_used_up');
  (await ben.api().get(`/invites/${made.code}`)).problem(409, 'invite_used_up');
  expect([await mine(ben), await openOf(ana, place.id)]).toEqual([[], []]);
});

test('R13 R16 a kid account is invited by nobody and comes in by no link', async () => {
  const [ana, kim] = (await people('ana', 'kim')) as [Person, Person];
  await statement(server.topology, `UPDATE users SET role = 'kid' WHERE id = ?`, [kim.id]);
  const place = await workspace(ana);
  (await ana.api().post(`/workspaces/${place.id}/invite`, { username: kim.user.username })).problem(400);
  const link = await inviteTo(ana, place.id);
  (await accept(kim, link.code)).problem(403, 'forbidden');
  (await kim.api().get(`/invites/${link.code}`)).problem(403, 'forbidden');
  expect(await mine(kim)).toEqual([]);
});

test('R16 R24 who was removed comes back through no invitation of theirs, nor one that named them', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  const place = await workspace(ana);
  const named = await inviteTo(ana, place.id, { username: ben.user.username, maxUses: 5 });
  (await accept(ben, named.id)).as(workspaceShape);
  const own = await inviteTo(ben, place.id);
  (await ana.api().delete(`/workspaces/${place.id}/members/${ben.id}`)).empty();
  for (const key of [named.id, named.code, own.code]) (await accept(ben, key)).problem(409, 'invite_used_up');
  (await ben.api().get(`/workspaces/${place.id}`)).problem(404, 'not_found');
});

test('R16 uses are counted exactly: by people at once, and once for one person who accepts many times at once', async () => {
  const [ana, ben] = (await people('ana', 'ben')) as [Person, Person];
  const place = await workspace(ana);
  const single = await inviteTo(ana, place.id, { maxUses: 1 });
  const pressed = await Promise.all(
    [0, 1, 0, 1].map(async (index) => ben.api(index).post(`/invites/${single.code}/accept`)),
  );
  expect(pressed.map((one) => one.status)).toEqual([200, 200, 200, 200]);

  const crowd = await people('crowd', 'crowd', 'crowd', 'crowd', 'crowd', 'crowd');
  const several = await inviteTo(ana, place.id, { maxUses: 4 });
  const answers = await Promise.all(crowd.map(async (one) => accept(one, several.code)));
  expect(answers.map((one) => one.status).sort()).toEqual([200, 200, 200, 200, 409, 409]);
  expect((await ana.api().get(`/workspaces/${place.id}`)).as(workspaceShape).memberCount).toBe(6);
});
