import { me, recoveryCodes, serverSettings, session, twoFactorSetup, type ServerRole } from '#contract';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { admin, person, type Person } from '../factories/people.js';
import { enrol, type SecondFactor } from '../factories/second-factor.js';
import { codeOf, stepNow } from '../support/authenticator.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'two-factor-required', scripted: false });

/** The sweep comes every 20 s. */
const SWEPT_MS = 40_000;
const CODE = 'two_factor_enrolment_required';

let founder: Person;
let factor: SecondFactor;

beforeAll(async () => {
  founder = await admin(server.topology);
  factor = await enrol(server.topology, founder);
});

const demand = async (...twoFactorRequiredFor: ServerRole[]): Promise<void> => {
  (await founder.api().patch('/settings', { twoFactorRequiredFor })).as(serverSettings);
};
afterEach(async () => demand());

describe('R7 a role that has to sign in with a second factor', () => {
  test('nothing but enrolling is open, and enrolling opens everything at once', async () => {
    const ana = await person(server.topology, 'ana');
    await demand('user');
    const own = (await ana.api().get('/auth/me')).as(me);
    expect(own.twoFactor).toEqual({ enabled: false, required: true, recoveryCodesLeft: 0 });
    for (const path of ['/rooms', '/workspaces', '/models']) (await ana.api().get(path)).problem(403, CODE);
    (await ana.api().post('/workspaces', { name: 'Mine' })).problem(403, CODE);
    (await ana.api().post('/auth/2fa/recovery-codes')).problem(403, CODE);
    expect(await ana.dial({ reconnect: false }).refused()).toBe(CODE);
    (await ana.api().post('/auth/reauth', { password: ana.password })).empty();

    const { secret } = (await ana.api().post('/auth/2fa/setup')).as(twoFactorSetup);
    server.topology.secrets.add(secret);
    (await ana.api().get('/rooms')).problem(403, CODE);
    const verified = await ana.api().post('/auth/2fa/verify', { code: codeOf(secret, stepNow()) });
    expect(verified.as(recoveryCodes).recoveryCodes).toHaveLength(10);
    expect((await ana.api().get('/rooms')).status).toBe(200);
    expect((await ana.socket({ reconnect: false })).connected).toBe(true);
  });

  test('one who signs in without it gets a session that can enrol, renew itself and sign out', async () => {
    const ana = await person(server.topology, 'ana');
    await demand('user');
    const body = { login: ana.email, password: ana.password };
    const opened = (await server.topology.api().post('/auth/login', body)).as(session);
    const renewed = await server.topology.api().post('/auth/refresh', { refreshToken: opened.refreshToken });
    const api = server.topology.api().with(renewed.as(session).accessToken);
    (await api.get('/rooms')).problem(403, CODE);
    (await api.post('/auth/2fa/setup')).as(twoFactorSetup);
    (await api.post('/auth/logout')).empty();
    (await api.get('/auth/me')).problem(401, 'unauthorized');
  });

  test('others are not concerned, and who has a second factor already goes on', async () => {
    const ana = await person(server.topology, 'ana');
    const bea = await person(server.topology, 'bea');
    await enrol(server.topology, bea);
    await demand('kid', 'manager', 'admin');
    expect((await ana.api().get('/rooms')).status).toBe(200);
    expect((await founder.api().get('/rooms')).status).toBe(200);
    await demand('user');
    expect((await bea.api().get('/rooms')).status).toBe(200);
    expect((await bea.api().get('/auth/me')).as(me).twoFactor.required).toBe(true);
  });

  test('it stays on while the role asks for it', async () => {
    const bea = await person(server.topology, 'bea');
    const hers = await enrol(server.topology, bea);
    await demand('user');
    const disable = async () =>
      bea.api().post('/auth/2fa/disable', { password: bea.password, code: await hers.code() });
    const problem = (await disable()).problem(409, 'conflict');
    expect(problem.detail).toMatch(/asks for two-factor sign-in/);
    expect((await bea.api().get('/auth/me')).as(me).twoFactor.enabled).toBe(true);
    await demand();
    (await disable()).empty();
  });

  test('an admin who demands it of admins without having it enrols and is in again', async () => {
    (await founder.api().post('/auth/2fa/disable', { password: founder.password, code: await factor.code() })).empty();
    await demand('admin');
    (await founder.api().get('/settings')).problem(403, CODE);
    (await founder.api().patch('/settings', { twoFactorRequiredFor: [] })).problem(403, CODE);
    factor = await enrol(server.topology, founder);
    expect((await founder.api().get('/settings')).as(serverSettings).twoFactorRequiredFor).toEqual(['admin']);
  });
});

describe('R7 sockets that are open when it is demanded', () => {
  test('one that speaks is closed at once, one that only listens by the next sweep', async () => {
    const [ana, bea] = [await person(server.topology, 'ana', 0), await person(server.topology, 'bea', 1)];
    const { items } = (await ana.api().get('/rooms')).body as { items: { id: string }[] };
    const roomId = items[0]?.id ?? '';
    const speaking = await ana.socket({ reconnect: false });
    const listening = await bea.socket({ reconnect: false });
    const unconcerned = await founder.socket({ reconnect: false });
    await demand('user');
    // A session is looked at again when a second has passed.
    const speak = setInterval(() => void speaking.ack('room:open', { roomId }).catch(() => undefined), 200);
    try {
      await speaking.losses.waitFor(() => true, { timeoutMs: 3_000 });
    } finally {
      clearInterval(speak);
    }
    await listening.losses.waitFor(() => true, { timeoutMs: SWEPT_MS });
    for (const socket of [speaking, listening]) expect(socket.all('session:ended')).toEqual([{ reason: CODE }]);
    expect(unconcerned.connected).toBe(true);
    (await bea.api().get('/auth/me')).as(me);
  });
});
