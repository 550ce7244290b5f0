import { me, recoveryCodes as recoveryCodesSchema, session, twoFactorSetup } from '#contract';
import { describe, expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { enrol, type SecondFactor } from '../factories/second-factor.js';
import { codeOf, stepNow, withinOneStep, wrongCode } from '../support/authenticator.js';
import { setCookies } from '../support/cookies.js';
import { statement, timeAgo } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'two-factor', scripted: false });

const newcomer = async (name = 'ana'): Promise<Person> => person(server.topology, name);
const enrolled = async (name = 'ana'): Promise<{ ana: Person; factor: SecondFactor }> => {
  const ana = await newcomer(name);
  return { ana, factor: await enrol(server.topology, ana) };
};
const audited = async (userId: string): Promise<{ action: unknown; address: unknown }[]> => {
  const rows = await statement(
    server.topology,
    'SELECT action, address FROM audit_entries WHERE actor_id = ? OR subject_id = ? ORDER BY id',
    [userId, userId],
  );
  return rows.map(({ action, address }) => ({ action, address }));
};

describe('R7 switching two-factor sign-in on', () => {
  test('secret, address and picture; a first code switches it on and gives ten recovery codes', async () => {
    const ana = await newcomer();
    const setup = (await ana.api().post('/auth/2fa/setup')).as(twoFactorSetup);
    server.topology.secrets.add(setup.secret);
    expect(setup.secret).toMatch(/^[A-Z2-7]{32}$/);
    const url = new URL(setup.otpauthUrl);
    expect([url.protocol, url.host, url.searchParams.get('secret')]).toEqual(['otpauth:', 'totp', setup.secret]);
    expect(decodeURIComponent(url.pathname)).toContain(ana.user.username);
    expect(setup.qrSvg).toMatch(/^<svg [^]*<\/svg>\s*$/);
    expect((await ana.api().get('/auth/me')).as(me).twoFactor).toEqual({
      enabled: false,
      required: false,
      recoveryCodesLeft: 0,
    });

    (await ana.api().post('/auth/2fa/verify', { code: wrongCode(setup.secret) })).problem(401, 'code_invalid');
    const code = codeOf(setup.secret, stepNow());
    const spelled = `${code.slice(0, 3)} ${code.slice(3)}`;
    const answer = await ana.api().post('/auth/2fa/verify', { code: spelled });
    const { recoveryCodes } = answer.as(recoveryCodesSchema);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const one of recoveryCodes) expect(one).toMatch(/^[0-9a-z]{5}-[0-9a-z]{5}$/);
    expect((await ana.api().get('/auth/me')).as(me).twoFactor).toEqual({
      enabled: true,
      required: false,
      recoveryCodesLeft: 10,
    });
    (await ana.api().post('/auth/2fa/setup')).problem(409, 'two_factor_on');
    (await ana.api().post('/auth/2fa/verify', { code })).problem(409, 'two_factor_on');
    expect(await audited(ana.id)).toContainEqual({ action: 'two_factor.enabled', address: '127.0.0.1' });
  });

  test('a code without a secret, and a secret that was replaced', async () => {
    const ana = await newcomer();
    (await ana.api().post('/auth/2fa/verify', { code: '000000' })).problem(409, 'two_factor_off');
    const first = (await ana.api().post('/auth/2fa/setup')).as(twoFactorSetup);
    const second = (await ana.api().post('/auth/2fa/setup')).as(twoFactorSetup);
    expect(second.secret).not.toBe(first.secret);
    const old = codeOf(first.secret, stepNow());
    if (old !== codeOf(second.secret, stepNow()))
      (await ana.api().post('/auth/2fa/verify', { code: old })).problem(401, 'code_invalid');
    (await ana.api().post('/auth/2fa/verify', { code: codeOf(second.secret, stepNow()) })).as(recoveryCodesSchema);
  });

  test('what lies in the database shows neither the secret nor the recovery codes', async () => {
    const { ana, factor } = await enrolled();
    const [user] = await statement(server.topology, 'SELECT totp_secret FROM users WHERE id = ?', [ana.id]);
    const sealed = String(user?.totp_secret);
    expect(sealed.length).toBeGreaterThan(60);
    expect(sealed + Buffer.from(sealed, 'base64').toString('latin1')).not.toContain(factor.secret);
    const rows = await statement(server.topology, 'SELECT hash FROM recovery_codes WHERE user_id = ?', [ana.id]);
    expect(rows).toHaveLength(10);
    for (const { hash } of rows) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a sealed secret opens for its own account alone', async () => {
    const [{ ana, factor }, { ana: eve, factor: hers }] = [await enrolled(), await enrolled('eve')];
    const [row] = await statement(server.topology, 'SELECT totp_secret FROM users WHERE id = ?', [eve.id]);
    const stolen = String(row?.totp_secret);
    await statement(server.topology, 'UPDATE users SET totp_secret = ? WHERE id = ?', [stolen, ana.id]);
    (await factor.signIn(codeOf(hers.secret, stepNow() + 1))).problem(500, 'internal');
  });

  test('it needs a confirmed session: a stolen access token must not lock the owner out', async () => {
    const ana = await newcomer();
    await statement(server.topology, 'UPDATE sessions SET confirmed_at = ? WHERE user_id = ?', [timeAgo(601), ana.id]);
    (await ana.api().post('/auth/2fa/setup')).problem(403, 'reauth_required');
    (await ana.api().post('/auth/reauth', { password: ana.password })).empty();
    (await ana.api().post('/auth/2fa/setup')).as(twoFactorSetup);
  });
});

describe('R7 signing in with the second factor', () => {
  test('the password gives a challenge and nothing else; the code gives the session', async () => {
    const { ana, factor } = await enrolled();
    const body = { login: ana.email, password: ana.password };
    const first = await server.topology.api().post('/auth/login', body, { 'X-Token-Delivery': '' });
    expect(first.body).toEqual({ twoFactorRequired: true, challenge: expect.any(String) });
    expect(setCookies(first)).toEqual([]);
    const answer = await factor.signIn(await factor.code());
    const opened = answer.as(session);
    expect(opened.refreshToken).toEqual(expect.any(String));
    (await server.topology.api().with(opened.accessToken).get('/auth/me')).as(me);
  });

  test('a browser gets its refresh token as a cookie', async () => {
    const { factor } = await enrolled();
    const answer = await factor.signIn(await factor.code(), { 'X-Token-Delivery': '' });
    expect(answer.as(session).refreshToken).toBeUndefined();
    const [cookie] = setCookies(answer);
    expect(cookie).toMatchObject({ name: 'colloquy_rt' });
    server.topology.secrets.add(cookie?.value ?? 'no cookie');
  });

  test('the code that switched it on is used up; so is every code once used, and every older one', async () => {
    const { factor } = await enrolled();
    const { secret } = factor;
    // As long as the step lasts that it was switched on in, or the one after it, these are still good by the clock.
    const since = stepNow();
    for (const used of [since, since - 1]) (await factor.signIn(codeOf(secret, used))).problem(401, 'code_invalid');
    const next = codeOf(secret, stepNow() + 1);
    (await factor.signIn(next)).as(session);
    (await factor.signIn(next)).problem(401, 'code_invalid');
    (await factor.signIn(codeOf(secret, stepNow()))).problem(401, 'code_invalid');
  });

  test('of ten who use the same code at once one gets in', async () => {
    const { factor } = await enrolled();
    const challenges: string[] = [];
    for (let index = 0; index < 10; index++) challenges.push(await factor.challenge(index));
    const code = await factor.code();
    const answers = await Promise.all(
      challenges.map(async (challenge, index) =>
        server.topology.api(index).post('/auth/login/2fa', { challenge, code }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) expect([401, 429]).toContain(answer.status);
  });

  test('of ten who use the same challenge with two good codes one gets in', async () => {
    const { factor } = await enrolled();
    const challenge = await factor.challenge();
    const codes = [await factor.code(), factor.recoveryCodes[0] ?? ''];
    const answers = await Promise.all(
      codes.map(async (code, index) => server.topology.api(index).post('/auth/login/2fa', { challenge, code })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    answers.find(({ status }) => status === 401)?.problem(401, 'challenge_ended');
  });

  test('the neighbouring steps are good, those beyond are not', async () => {
    const { ana, factor } = await enrolled();
    for (const [away, status] of [
      [-1, 200],
      [1, 200],
      [-2, 401],
      [2, 401],
    ] as const) {
      const answer = await withinOneStep(async (step) => {
        await factor.code();
        return factor.signIn(codeOf(factor.secret, step + away));
      });
      expect({ away, status: answer.status }).toEqual({ away, status });
    }
    expect(await audited(ana.id)).toContainEqual({ action: 'two_factor.failed', address: '127.0.0.1' });
  });
});

describe('R7 recovery codes', () => {
  test('each opens once, however it is spelled', async () => {
    const { ana, factor } = await enrolled();
    const [first = '', second = ''] = factor.recoveryCodes;
    (await factor.signIn(first)).as(session);
    (await factor.signIn(first)).problem(401, 'code_invalid');
    (await factor.signIn(` ${second.replace('-', ' ').toUpperCase()} `)).as(session);
    expect((await ana.api().get('/auth/me')).as(me).twoFactor.recoveryCodesLeft).toBe(8);
    expect(await audited(ana.id)).toContainEqual({ action: 'two_factor.recovery_code_used', address: '127.0.0.1' });
  });

  test('of five who use the same one at once one gets in; it opens no other account', async () => {
    const { factor } = await enrolled();
    const [code = '', other = ''] = factor.recoveryCodes;
    const challenges = [];
    for (let index = 0; index < 5; index++) challenges.push(await factor.challenge(index));
    const answers = await Promise.all(
      challenges.map(async (challenge, index) =>
        server.topology.api(index).post('/auth/login/2fa', { challenge, code }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401]);
    const { factor: hers } = await enrolled('eve');
    (await hers.signIn(other)).problem(401, 'code_invalid');
  });

  test('new ones make the old ones worthless, and need a confirmed session', async () => {
    const { ana, factor } = await enrolled();
    const made = (await ana.api().post('/auth/2fa/recovery-codes')).as(recoveryCodesSchema).recoveryCodes;
    expect(made.filter((one) => factor.recoveryCodes.includes(one))).toEqual([]);
    (await factor.signIn(factor.recoveryCodes[0] ?? '')).problem(401, 'code_invalid');
    (await factor.signIn(made[0] ?? '')).as(session);
    await Promise.all([0, 1, 2].map(async (index) => ana.api(index).post('/auth/2fa/recovery-codes')));
    expect((await ana.api().get('/auth/me')).as(me).twoFactor.recoveryCodesLeft).toBe(10);
    await statement(server.topology, 'UPDATE sessions SET confirmed_at = ? WHERE user_id = ?', [timeAgo(601), ana.id]);
    (await ana.api().post('/auth/2fa/recovery-codes')).problem(403, 'reauth_required');
    (await (await newcomer()).api().post('/auth/2fa/recovery-codes')).problem(409, 'two_factor_off');
  });
});

describe('R7 switching it off', () => {
  test('needs a confirmed session, the password and a code', async () => {
    const { ana, factor } = await enrolled();
    const disable = async (password: string, code: string) => ana.api().post('/auth/2fa/disable', { password, code });
    await statement(server.topology, 'UPDATE sessions SET confirmed_at = ? WHERE user_id = ?', [timeAgo(601), ana.id]);
    (await disable(ana.password, await factor.code())).problem(403, 'reauth_required');
    (await ana.api().post('/auth/reauth', { code: await factor.code() })).empty();
    (await disable('not the password', await factor.code())).problem(401, 'invalid_credentials');
    (await disable(ana.password, wrongCode(factor.secret))).problem(401, 'code_invalid');
    expect((await ana.api().get('/auth/me')).as(me).twoFactor.enabled).toBe(true);

    (await disable(ana.password, await factor.code())).empty();
    expect((await ana.api().get('/auth/me')).as(me).twoFactor).toMatchObject({ enabled: false, recoveryCodesLeft: 0 });
    (await disable(ana.password, '000000')).problem(409, 'two_factor_off');
    const body = { login: ana.email, password: ana.password };
    (await server.topology.api().post('/auth/login', body)).as(session);
    expect(await audited(ana.id)).toContainEqual({ action: 'two_factor.disabled', address: '127.0.0.1' });
  });

  test('other sessions go on whatever is switched', async () => {
    const ana = await newcomer();
    const body = { login: ana.email, password: ana.password };
    const other = (await server.topology.api().post('/auth/login', body)).as(session);
    const socket = await ana.socket({ token: other.accessToken, reconnect: false });
    const factor = await enrol(server.topology, ana);
    (await ana.api().post('/auth/2fa/disable', { password: ana.password, code: await factor.code() })).empty();
    (await server.topology.api().with(other.accessToken).get('/auth/me')).as(me);
    expect(socket.connected).toBe(true);
  });
});
