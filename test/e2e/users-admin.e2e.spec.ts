import {
  account,
  createdAccount,
  me,
  page,
  passwordLink,
  roomView,
  session,
  user,
  userList,
  workspace as workspaceShape,
  type Account,
  type ServerRole,
} from '#contract';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { accountOf, newAccount, personAs, signIn } from '../factories/accounts.js';
import { admin, person, type Person } from '../factories/people.js';
import { room, say, workspace } from '../factories/places.js';
import { enrol } from '../factories/second-factor.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'users-admin', scripted: false });
const accounts = page(account);
const password = 'a long enough password';
let founder: Person;
let manager: Person;

beforeAll(async () => {
  founder = await admin(server.topology);
  manager = await personAs(server.topology, 'manager');
});

const listed = async (query: string, who = founder): Promise<Account[]> =>
  (await who.api().get(`/users?${query}`)).as(accounts).items;

describe('R58 the list of accounts', () => {
  test('is for admins and managers, and says what each may do', async () => {
    const ana = await person(server.topology, 'ana');
    const own = (await listed(`q=${ana.user.username}`))[0];
    expect(own).toMatchObject({ id: ana.id, email: ana.email, twoFactor: false, active: true, role: 'user' });
    expect(own?.grantableRoles).toEqual(['admin', 'manager', 'user', 'kid']);
    expect(Object.values(own?.can ?? {})).not.toContain(false);
    const managed = (await listed(`q=${ana.user.username}`, manager))[0];
    expect(managed?.grantableRoles).toEqual([]);
    expect(Object.entries(managed?.can ?? {}).flatMap(([action, may]) => (may ? [action] : []))).toEqual([
      'account.resetPassword',
      'account.assignRooms',
    ]);
    (await ana.api().get('/users')).problem(403, 'forbidden');
    const kid = await personAs(server.topology, 'kid');
    (await kid.api().get('/users')).problem(403, 'forbidden');
  });

  test('is searched in any case and script, in names and addresses, and signs are only signs', async () => {
    const made = newAccount('finder');
    const body = { ...made, displayName: 'Ärger_100% Österreich' };
    const { id } = (await founder.api().post('/users', body)).as(createdAccount, 201);
    const ids = async (q: string): Promise<string[]> =>
      (await listed(`q=${encodeURIComponent(q)}`)).map((one) => one.id);
    for (const q of ['ärger', 'ÖSTERREICH', '100%', 'R_1', made.username.toUpperCase(), made.email.slice(3)])
      expect({ q, found: await ids(q) }).toEqual({ q, found: [id] });
    expect(await ids('Ärger-100')).toEqual([]);
    expect(await ids('rger%ö')).toEqual([]);
  });

  test('is filtered and sorted, and goes on behind its cursor while people come', async () => {
    const names = ['Zoë', 'adam', 'Émile', 'Bert', 'über', 'bert'];
    for (const name of names)
      (await founder.api().post('/users', { ...newAccount('sorted'), displayName: name, role: 'kid' })).as(
        createdAccount,
        201,
      );
    for (const [sort, order] of [
      ['username', 'asc'],
      ['displayName', 'asc'],
      ['displayName', 'desc'],
      ['createdAt', 'desc'],
      ['lastSeenAt', 'asc'],
      ['lastSeenAt', 'desc'],
    ]) {
      const base = `q=sorted.&role=kid&active=true&sort=${sort}&order=${order}`;
      const whole = await listed(`${base}&limit=100`);
      expect(whole.length).toBeGreaterThanOrEqual(names.length);
      const seen: string[] = [];
      let cursor = '';
      do {
        const part = (await founder.api().get(`/users?${base}&limit=2${cursor}`)).as(accounts);
        seen.push(...part.items.map((one) => one.id));
        cursor = part.nextCursor === null ? '' : `&cursor=${part.nextCursor}`;
        // Somebody who comes before the place where the reader is changes nothing for the reader.
        if (seen.length === 2 && sort === 'username')
          (await founder.api().post('/users', { ...newAccount('aaa.sorted'), role: 'kid' })).as(createdAccount, 201);
      } while (cursor !== '');
      expect({ sort, order, seen }).toEqual({ sort, order, seen: whole.map((one) => one.id) });
    }
    const sorted = (await listed('q=sorted.&role=kid&sort=displayName&limit=100')).map((one) =>
      one.displayName.toLowerCase(),
    );
    expect(sorted.filter((name) => names.some((one) => one.toLowerCase() === name))).toEqual([
      'adam',
      'bert',
      'bert',
      'zoë',
      'émile',
      'über',
    ]);
    const { nextCursor } = (await founder.api().get('/users?limit=1')).as(accounts);
    (await founder.api().get(`/users?sort=createdAt&cursor=${nextCursor}`)).problem(400, 'validation_failed');
    (await founder.api().get('/users?sort=passwordHash')).problem(400, 'validation_failed');
  });
});

describe('R58 making accounts', () => {
  test('with a password: they sign in, and are where every new person is', async () => {
    const made = newAccount('fresh');
    const answer = (await manager.api().post('/users', { ...made, password, role: 'kid' })).as(createdAccount, 201);
    expect(answer).toMatchObject({ ...made, role: 'kid', passwordLink: null });
    const fresh = await signIn(server.topology, { email: made.email, password });
    const places = (await fresh.api().get('/workspaces')).as(page(workspaceShape)).items;
    expect(places.map((one) => [one.name, one.role])).toEqual([['General', 'member']]);
    (await manager.api().post('/users', { ...made, email: 'other@example.org' })).problem(409, 'username_taken');
    (await manager.api().post('/users', { ...newAccount('x'), email: made.email })).problem(409, 'email_taken');
    (await manager.api().post('/users', { ...newAccount('x'), password: 'password1' })).problem(400, 'weak_password');
  });

  test('without one: a link to choose it, and no way in before', async () => {
    const made = newAccount('linked');
    const answer = (await manager.api().post('/users', made)).as(createdAccount, 201);
    expect(answer.passwordLink?.url).toMatch(/\/reset#token=[\w-]{40,}$/);
    expect(Date.parse(answer.passwordLink?.expiresAt ?? '')).toBeGreaterThan(Date.now() + 71 * 3_600_000);
    for (const guess of ['', made.username])
      expect(
        (await server.topology.api().post('/auth/login', { login: made.email, password: guess })).status,
      ).toBeGreaterThanOrEqual(400);
  });

  test('R14 nobody gives a role above their own', async () => {
    for (const role of ['admin', 'manager'] satisfies ServerRole[])
      (await manager.api().post('/users', { ...newAccount('up'), role })).problem(403, 'forbidden');
    const ana = await person(server.topology, 'ana');
    (await ana.api().post('/users', newAccount('down'))).problem(403, 'forbidden');
  });
});

describe('who sees whom', () => {
  test('admins and managers everybody; others those of their rooms and workspaces; kids those of their rooms', async () => {
    const [ana, kid] = [await person(server.topology, 'ana'), await personAs(server.topology, 'kid')];
    expect(await accountOf(manager.api(), ana.id)).toMatchObject({ email: ana.email });
    const seen = (await ana.api().get(`/users/${kid.id}`)).body as Record<string, unknown>;
    expect(user.parse(seen)).toEqual(seen);
    const general = (await kid.api().get('/rooms')).body as { items: { id: string }[] };
    const generalId = general.items[0]?.id ?? '';
    expect((await kid.api().get(`/users/${ana.id}`)).status).toBe(200);
    (await ana.api().post(`/rooms/${generalId}/leave`)).empty();
    (await kid.api().get(`/users/${ana.id}`)).problem(404, 'not_found');
    expect((await kid.api().get(`/users/${kid.id}`)).status).toBe(200);
    (await ana.api().get('/users/usr_01h00000000000000000000000')).problem(404, 'not_found');
  });

  test('R58 looking people up: active ones of my workspaces, by a part of their names', async () => {
    const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
    const find = async (who: Person, q: string): Promise<string[]> =>
      (await who.api().get(`/users/lookup?q=${encodeURIComponent(q)}`)).as(userList).items.map((one) => one.id);
    expect(await find(ana, ben.user.username.slice(0, -1).toUpperCase())).toEqual([ben.id]);
    expect(await find(ana, ana.user.username)).toEqual([]);
    expect(await find(ana, ben.email)).toEqual([]);
    expect((await find(ana, '.')).length).toBeLessThanOrEqual(20);
    (await ben.api().delete('/users/me')).empty();
    expect(await find(ana, ben.user.username)).toEqual([]);
    (await ana.api().get('/users/lookup?q=')).problem(400, 'validation_failed');
    const kid = await personAs(server.topology, 'kid');
    (await kid.api().get('/users/lookup?q=ana')).problem(403, 'forbidden');
  });
});

describe('R58 R14 what is done with an account', () => {
  test('an admin edits it, and others see the new name', async () => {
    const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
    await room(ana, { members: [ben] });
    const watcher = await ben.socket();
    const email = `new.${ana.email}`;
    const edited = (await founder.api().patch(`/users/${ana.id}`, { displayName: 'Anastasia', email })).as(account);
    expect(edited).toMatchObject({ displayName: 'Anastasia', email });
    await watcher.waitFor('participant:updated', ({ participant }) => participant.user.displayName === 'Anastasia');
    (await founder.api().patch(`/users/${ana.id}`, { email: ben.email })).problem(409, 'email_taken');
    (await manager.api().patch(`/users/${ana.id}`, { displayName: 'No' })).problem(403, 'forbidden');
    (await ben.api().patch(`/users/${ana.id}`, { displayName: 'No' })).problem(403, 'forbidden');
  });

  test('managers help users and kids, and touch no admin or manager', async () => {
    const other = await personAs(server.topology, 'manager');
    for (const target of [founder, other]) {
      (await manager.api().post(`/users/${target.id}/reset-password`)).problem(403, 'forbidden');
      (await manager.api().request('PUT', `/users/${target.id}/rooms`, { body: { roomIds: [] } })).problem(
        403,
        'forbidden',
      );
    }
    const ana = await person(server.topology, 'ana');
    for (const change of [{ role: 'admin' }, { role: 'kid' }, { active: false }])
      (await manager.api().patch(`/users/${ana.id}`, change)).problem(403, 'forbidden');
    (await manager.api().patch(`/users/${manager.id}`, { role: 'admin' })).problem(403, 'forbidden');
    (await manager.api().delete(`/users/${ana.id}`)).problem(403, 'forbidden');
    (await manager.api().delete(`/users/${ana.id}/sessions`)).problem(403, 'forbidden');
    (await manager.api().post(`/users/${ana.id}/reset-2fa`)).problem(403, 'forbidden');
    (await founder.api().post(`/users/${founder.id}/reset-password`)).problem(403, 'forbidden');
  });

  test('a new password link ends the sessions, and so does ending them', async () => {
    const ana = await person(server.topology, 'ana');
    const socket = await ana.socket({ reconnect: false });
    expect((await manager.api().post(`/users/${ana.id}/reset-password`)).as(passwordLink).url).toContain('#token=');
    await socket.losses.waitFor(() => true);
    (await ana.api().get('/users/me')).problem(401);
    const again = await signIn(server.topology, ana);
    (await founder.api().delete(`/users/${ana.id}/sessions`)).empty();
    (await again.api().get('/users/me')).problem(401);
    (await founder.api().post(`/users/${ana.id}/reset-2fa`)).problem(409, 'two_factor_off');
  });

  test('R7 an admin takes the second factor from somebody who has lost it', async () => {
    const ana = await person(server.topology, 'ana');
    const factor = await enrol(server.topology, ana);
    expect((await accountOf(founder.api(), ana.id)).twoFactor).toBe(true);
    await factor.challenge();
    (await founder.api().post(`/users/${ana.id}/reset-2fa`)).empty();
    expect((await accountOf(founder.api(), ana.id)).twoFactor).toBe(false);
    await signIn(server.topology, ana);
  });

  test('R24 a deactivated account is out at once, everywhere, until it is switched on again', async () => {
    const ana = await person(server.topology, 'ana');
    const sockets = [
      await ana.socket({ reconnect: false }),
      await ana.socket({ index: ana.home + 1, reconnect: false }),
    ];
    const off = (await founder.api().patch(`/users/${ana.id}`, { active: false })).as(account);
    expect(off.active).toBe(false);
    for (const socket of sockets) await socket.losses.waitFor(() => true);
    for (const index of [0, 1]) (await ana.api(index).get('/users/me')).problem(401);
    const login = { login: ana.email, password: ana.password };
    expect((await server.topology.api().post('/auth/login', login)).status).not.toBe(200);
    (await founder.api().patch(`/users/${ana.id}`, { active: true })).as(account);
    (await server.topology.api().post('/auth/login', login)).as(session);
  });

  test('R24 a new role counts at once, on REST and on open sockets', async () => {
    const helper = await personAs(server.topology, 'admin', 'helper', founder.home + 1);
    const owner = await person(server.topology, 'owner');
    const place = await room(owner, { visibility: 'invite_only' });
    const socket = await helper.socket();
    await helper.watch(place.id, socket);
    await say(owner, place.id, 'while the helper may listen');
    await socket.waitFor('message:created', ({ roomId }) => roomId === place.id);

    (await founder.api().patch(`/users/${helper.id}`, { role: 'user' })).as(account);
    (await helper.api().get('/users')).problem(403, 'forbidden');
    (await helper.api().get(`/rooms/${place.id}`)).problem(404, 'not_found');
    const from = socket.heard.entries.length;
    await say(owner, place.id, 'not for the helper any more');
    const own = await room(helper);
    await say(helper, own.id, 'proof of life');
    await socket.waitFor('message:created', ({ roomId }) => roomId === own.id);
    const heard = socket.heard.entries
      .slice(from)
      .filter(({ event, payload }) => event !== 'room:deleted' && JSON.stringify(payload).includes(place.id));
    expect(heard).toEqual([]);

    (await founder.api().patch(`/users/${helper.id}`, { role: 'kid' })).as(account);
    expect((await helper.api().get('/users/me')).as(me)).toMatchObject({ role: 'kid', permissions: [] });
    // Of their rooms those are left that a kid is in: the common one, and what they were assigned to (R13).
    (await helper.api().get(`/rooms/${own.id}`)).problem(404, 'not_found');
    const rooms = (await helper.api().get('/rooms')).as(page(roomView)).items;
    expect(rooms.map(({ title }) => title)).toEqual(['general']);
    const common = await workspace(owner, []);
    (await helper.api().post(`/workspaces/${common.id}/rooms`, { title: 'x' })).problem(404, 'not_found');
  });
});
