import { me, session, tokenAnswer, tokenError } from '#contract';
import { describe, expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { enrol, type SecondFactor } from '../factories/second-factor.js';
import { codeOf, stepNow, wrongCode } from '../support/authenticator.js';
import { statement, timeAgo } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'challenges', scripted: false });

const enrolled = async (name = 'ana'): Promise<{ ana: Person; factor: SecondFactor }> => {
  const ana = await person(server.topology, name);
  return { ana, factor: await enrol(server.topology, ana) };
};

describe('quality.md §2 a challenge is good for one thing', () => {
  test('it opens nothing else', async () => {
    const { ana, factor } = await enrolled();
    const challenge = await factor.challenge();
    for (const token of [challenge, challenge.split('.')[0] ?? '']) {
      const api = server.topology.api();
      for (const path of ['/auth/me', '/rooms', '/settings'])
        (await api.with(token).get(path)).problem(401, 'unauthorized');
      (await api.with(token).post('/auth/2fa/recovery-codes')).problem(401, 'unauthorized');
      expect(await ana.dial({ token, reconnect: false }).refused()).toBe('unauthorized');
      (await api.post('/auth/refresh', { refreshToken: token })).problem(401, 'session_ended');
      const cookie = { Cookie: `colloquy_rt=${token}`, Origin: api.baseUrl };
      (await api.post('/auth/refresh', undefined, cookie)).problem(401, 'session_ended');
      const form = { grant_type: 'refresh_token', refresh_token: token };
      expect((await api.request('POST', '/auth/token', { form })).as(tokenError, 400).error).toBe('invalid_grant');
      (await api.post('/auth/logout', { refreshToken: token })).problem(401, 'unauthorized');
      const account = { username: 'some.body', email: 'some.body@example.org', password: 'a long enough password' };
      (await api.post('/auth/setup', { token, ...account })).problem(409, 'setup_done');
      const reset = await api.post('/auth/password/reset', { token, newPassword: 'another long password' });
      expect([403, 404]).toContain(reset.status);
    }
    (await server.topology.api().post('/auth/login/2fa', { challenge, code: await factor.code() })).as(session);
  });

  test('nothing else is a challenge', async () => {
    const { ana, factor } = await enrolled();
    const challenge = await factor.challenge();
    const [token = '', proof = ''] = challenge.split('.');
    const { accessToken, refreshToken = '' } = ana.session;
    const others = [accessToken, refreshToken, 'x'.repeat(43), token, `${token}.`, `${token}.${'A'.repeat(43)}`];
    for (const other of [...others, `.${proof}`, proof, `${refreshToken}.${proof}`]) {
      const answer = await server.topology
        .api()
        .post('/auth/login/2fa', { challenge: other, code: await factor.code() });
      answer.problem(401, 'challenge_ended');
    }
    // A code that came with none of them was not used up.
    (await factor.signIn(codeOf(factor.secret, stepNow() + 1))).as(session);
  });

  const endings: [string, (ana: Person, factor: SecondFactor, challenge: string) => Promise<unknown>][] = [
    ['it was used', async (_ana, factor, challenge) => login(challenge, await factor.code())],
    ['five minutes have passed', async (ana) => set('one_time_tokens', 'expires_at', timeAgo(0), 'user_id', ana)],
    ['the account was deactivated', async (ana) => set('users', 'active', 0, 'id', ana)],
    [
      'the password was changed',
      async (ana) => {
        const [other] = await statement(server.topology, 'SELECT password_hash FROM users WHERE id <> ?', [ana.id]);
        return set('users', 'password_hash', String(other?.password_hash), 'id', ana);
      },
    ],
    [
      'two-factor sign-in was switched off',
      async (ana, factor) => {
        const body = { password: ana.password, code: await factor.code() };
        return (await ana.api().post('/auth/2fa/disable', body)).empty();
      },
    ],
  ];
  const set = async (table: string, column: string, value: string | number, key: string, { id }: Person) =>
    statement(server.topology, `UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`, [value, id]);
  const login = async (challenge: string, code: string) =>
    (await server.topology.api().post('/auth/login/2fa', { challenge, code })).as(session);

  test.each(endings)('it has ended when %s', async (_name, end) => {
    const { ana, factor } = await enrolled();
    const challenge = await factor.challenge();
    await end(ana, factor, challenge);
    const answer = await server.topology.api().post('/auth/login/2fa', { challenge, code: await factor.code() });
    answer.problem(401, 'challenge_ended');
  });
});

describe('R5 the password grant of an account with two-factor sign-in', () => {
  const token = async (ana: Person, otp?: string) => {
    const form = { grant_type: 'password', username: ana.email, password: ana.password };
    return server.topology.api().request('POST', '/auth/token', { form: otp === undefined ? form : { ...form, otp } });
  };

  test('needs the field otp', async () => {
    const { ana, factor } = await enrolled();
    expect((await token(ana)).as(tokenError, 400).error).toBe('invalid_grant');
    for (const otp of ['', '12', 'not a code', wrongCode(factor.secret)])
      expect((await token(ana, otp)).as(tokenError, 400).error).toBe('invalid_grant');
    const code = await factor.code();
    const { access_token: accessToken } = (await token(ana, code)).as(tokenAnswer);
    (await server.topology.api().with(accessToken).get('/auth/me')).as(me);
    expect((await token(ana, code)).as(tokenError, 400).error).toBe('invalid_grant');
  });
});
