import { authProviders, invite, me, session } from '#contract';
import { describe, expect, test } from '@jest/globals';
import { admin, person } from '../factories/people.js';
import { workspace } from '../factories/places.js';
import { useServer } from '../support/suite.js';

const open = useServer({ name: 'sign-in', scripted: false });

const account = (name: string, password = 'a long enough password'): Record<string, string> => ({
  username: name,
  email: `${name}@example.org`,
  password,
});

describe('R2 registration and sign-in', () => {
  test('one registers, signs in by name or by mail in any case, and reads oneself', async () => {
    const ana = await person(open.topology, 'ana');
    const own = (await ana.api().get('/auth/me')).as(me);
    expect(own).toMatchObject({ id: ana.id, email: ana.email, role: 'user' });
    expect(own.permissions).toContain('workspace.create');
    for (const login of [
      ana.user.username,
      ana.user.username.toUpperCase(),
      ana.email,
      ` ${ana.email.toUpperCase()} `,
    ]) {
      const answer = await open.topology.api().post('/auth/login', { login, password: ana.password });
      expect(answer.as(session).user.id).toBe(ana.id);
    }
  });

  test('a name or a mail address exists once, whatever its case', async () => {
    const ana = await person(open.topology, 'ana');
    const api = open.topology.api();
    const name = { ...account('somebody.new'), username: ana.user.username.toUpperCase() };
    (await api.post('/auth/register', name)).problem(409, 'username_taken');
    const mail = { ...account('somebody.new'), email: ana.email.toUpperCase() };
    (await api.post('/auth/register', mail)).problem(409, 'email_taken');
  });

  test('two who register the same name at once: one of them gets it', async () => {
    const answers = await Promise.all(
      [0, 1].map(async (index) => {
        const body = { ...account('same.name'), email: `same${index}@example.org` };
        return open.topology.api(index).post('/auth/register', body);
      }),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409]);
  });

  test('R9 an unknown account and a wrong password get the same answer', async () => {
    const ana = await person(open.topology, 'ana');
    const bare = async (login: string): Promise<unknown> => {
      const answer = await open.topology.api().post('/auth/login', { login, password: 'certainly wrong' });
      const { requestId: _requestId, ...rest } = answer.problem(401, 'invalid_credentials');
      return rest;
    };
    const wrong = await bare(ana.user.username);
    expect(await bare('nobody.at.all')).toEqual(wrong);
    expect(await bare('nobody@example.org')).toEqual(wrong);
  });

  test('log-out ends this session at once, log-out-all every session and socket', async () => {
    const ana = await person(open.topology, 'ana');
    const login = async (): Promise<string> => {
      const body = { login: ana.email, password: ana.password };
      return (await open.topology.api().post('/auth/login', body)).as(session).accessToken;
    };
    const [here, there] = [await login(), await login()];
    const api = open.topology.api();
    const socketHere = await ana.socket({ token: here, reconnect: false });
    const socketThere = await ana.socket({ token: there, reconnect: false });
    (await api.with(here).post('/auth/logout')).empty();
    (await api.with(here).get('/auth/me')).problem(401);
    await socketHere.losses.waitFor(() => true);
    (await api.with(there).get('/auth/me')).as(me);
    expect(socketThere.connected).toBe(true);

    (await api.with(there).post('/auth/logout-all')).empty();
    await socketThere.losses.waitFor(() => true);
    for (const token of [there, ana.session.accessToken]) (await api.with(token).get('/auth/me')).problem(401);
    expect(await ana.dial({ token: there, reconnect: false }).refused()).toBe('unauthorized');
  });
});

describe('R6 rules of passwords', () => {
  const register = async (name: string, password: string) =>
    open.topology.api().post('/auth/register', account(name, password));

  test.each([
    ['seven', '1x3y5z7', 'validation_failed'],
    ['seven.emoji', '🐳🐙🦑🦐🦀🐡🐠', 'validation_failed'],
    ['too.long', 'ä'.repeat(129), 'validation_failed'],
    ['common', 'password1', 'weak_password'],
    ['common.case', 'PASSWORD1', 'weak_password'],
    ['common.digits', '12345678', 'weak_password'],
    ['nul', 'has a \u0000 in it', 'validation_failed'],
  ] as const)('%s is refused', async (name, password, code) => {
    (await register(`bad.${name}`, password)).problem(400, code);
    (await open.topology.api().post('/auth/login', { login: `bad.${name}`, password: 'whatever it is' })).problem(401);
  });

  test.each([
    ['eight.emoji', '🐳🐙🦑🦐🦀🐡🐠🐬'],
    ['most', 'ß'.repeat(128)],
    ['spaces', '  leading and trailing  '],
    ['scripts', 'пароль パスワード كلمة'],
  ])('%s is accepted and is the password as typed', async (name, password) => {
    (await register(`good.${name}`, password)).as(session, 201);
    const api = open.topology.api();
    (await api.post('/auth/login', { login: `good.${name}`, password })).as(session);
    (await api.post('/auth/login', { login: `good.${name}`, password: `${password.trim()}x` })).problem(401);
    if (password !== password.trim()) {
      (await api.post('/auth/login', { login: `good.${name}`, password: password.trim() })).problem(401);
    }
  });
});

describe('R2 REGISTRATION=closed', () => {
  const closed = useServer({ name: 'closed', scripted: false, env: { REGISTRATION: 'closed' } });

  test('nobody registers, with or without an invitation', async () => {
    const founder = await admin(closed.topology);
    const place = await workspace(founder);
    const { code } = (await founder.api().post(`/workspaces/${place.id}/invite`, {})).as(invite, 201);
    const api = closed.topology.api();
    expect((await api.get('/auth/providers')).as(authProviders).registration).toBe('closed');
    (await api.post('/auth/register', account('one'))).problem(403, 'registration_closed');
    (await api.post('/auth/register', { ...account('two'), inviteCode: code })).problem(403, 'registration_closed');
  });
});

describe('R2 REGISTRATION=invite', () => {
  const invited = useServer({ name: 'invite', scripted: false, env: { REGISTRATION: 'invite' } });

  test('one registers with an invitation only, and is in its workspace', async () => {
    const founder = await admin(invited.topology);
    const place = await workspace(founder);
    const { code } = (await founder.api().post(`/workspaces/${place.id}/invite`, {})).as(invite, 201);
    const api = invited.topology.api();
    (await api.post('/auth/register', account('one'))).problem(403, 'registration_closed');
    expect(
      (await api.post('/auth/register', { ...account('one'), inviteCode: 'no-such-code' })).status,
    ).toBeGreaterThanOrEqual(400);
    const made = (await api.post('/auth/register', { ...account('one'), inviteCode: code })).as(session, 201);
    const answer = await api.with(made.accessToken).get(`/workspaces/${place.id}`);
    expect(answer.status).toBe(200);
  });
});
