import { me, session, tokenAnswer, type Problem } from '#contract';
import { describe, expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { enrol } from '../factories/second-factor.js';
import type { ApiAnswer } from '../support/api-client.js';
import { wrongCode } from '../support/authenticator.js';
import { statement, timeAgo } from '../support/database.js';
import { useServer } from '../support/suite.js';

/** The tests come from addresses of their choice, so that those of one don't count for another. */
const server = useServer({ name: 'brute-force', scripted: false, env: { TRUSTED_PROXIES: '127.0.0.1' } });

const WRONG = 'certainly not the password';
const WINDOW_S = 900;

let addresses = 0;
const newAddress = (): string => {
  addresses += 1;
  return `198.51.100.${addresses}`;
};
/** Signs in from an address, by default a fresh one each time. */
const login = async (name: string, password: string, { from = newAddress(), index = 0 } = {}): Promise<ApiAnswer> =>
  server.topology.api(index).post('/auth/login', { login: name, password }, { 'X-Forwarded-For': from });

const fail = async (name: string, times: number, from?: string): Promise<void> => {
  for (let count = 0; count < times; count++)
    (await login(name, WRONG, from === undefined ? {} : { from })).problem(401, 'invalid_credentials');
};

const refused = (answer: ApiAnswer): { problem: Omit<Problem, 'requestId'>; retryAfter: number } => {
  const { requestId: _requestId, ...problem } = answer.problem(429, 'rate_limited');
  const retryAfter = Number(answer.headers.get('retry-after'));
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(WINDOW_S);
  return { problem, retryAfter };
};

/** Moves every try that was written so far into the past. */
const letPass = async (seconds: number): Promise<void> => {
  await statement(server.topology, 'UPDATE attempts SET at = ?', [timeAgo(seconds)]);
};
const counted = async (action: string): Promise<number> => {
  const [row] = await statement(server.topology, 'SELECT COUNT(*) AS n FROM audit_entries WHERE action = ?', [action]);
  return Number(row?.n);
};

describe('R9 guesses at one account', () => {
  test('after ten failures nobody gets in for a quarter of an hour, from wherever they come', async () => {
    const ana = await person(server.topology, 'ana');
    const blocked = await counted('login.blocked');
    await fail(ana.user.username, 10);
    const { retryAfter } = refused(await login(ana.user.username, ana.password));
    expect(retryAfter).toBeGreaterThan(WINDOW_S - 60);
    refused(await login(` ${ana.user.username.toUpperCase()} `, ana.password));
    expect(await counted('login.blocked')).toBeGreaterThan(blocked);

    await letPass(WINDOW_S - 100);
    expect(refused(await login(ana.user.username, ana.password)).retryAfter).toBeLessThanOrEqual(100);
    await letPass(WINDOW_S + 1);
    (await login(ana.user.username, ana.password)).as(session);
  });

  test('open sessions are not affected', async () => {
    const ana = await person(server.topology, 'ana');
    const socket = await ana.socket({ reconnect: false });
    await fail(ana.email, 10);
    refused(await login(ana.email, ana.password));
    (await ana.api().get('/auth/me')).as(me);
    (await ana.api().post('/auth/reauth', { password: ana.password })).empty();
    const renewed = await server.topology.api().post('/auth/refresh', { refreshToken: ana.session.refreshToken });
    (await server.topology.api().with(renewed.as(session).accessToken).get('/auth/me')).as(me);
    expect(socket.connected).toBe(true);
  });

  test('an account that does not exist gets the same answers, by name and by mail', async () => {
    const ana = await person(server.topology, 'ana');
    const seen = async (name: string, mail: string): Promise<unknown[]> => {
      const answers: ApiAnswer[] = [];
      for (const one of [name, mail]) for (let count = 0; count < 11; count++) answers.push(await login(one, WRONG));
      return answers.map((answer) => {
        const { requestId: _requestId, detail, ...rest } = answer.body as Problem;
        return { ...rest, detail: detail.replace(/\d+/g, 'n'), waits: answer.headers.has('retry-after') };
      });
    };
    const known = await seen(ana.user.username, ana.email);
    expect(await seen('nobody.at.all', 'nobody@example.org')).toEqual(known);
    expect(known.map((one) => (one as Problem).status)).toEqual([
      ...[...Array<number>(10).fill(401), 429],
      ...[...Array<number>(10).fill(401), 429],
    ]);
  });

  test('name and mail address share the ten, and nobody can tell by it that they belong together', async () => {
    const ana = await person(server.topology, 'ana');
    await fail(ana.user.username, 5);
    await fail(ana.email, 5);
    for (const name of [ana.user.username, ana.email]) {
      const { detail } = (await login(name, ana.password)).problem(401, 'invalid_credentials');
      expect(detail).toBe((await login('nobody.else', WRONG)).problem(401, 'invalid_credentials').detail);
    }
    await letPass(WINDOW_S + 1);
    (await login(ana.email, ana.password)).as(session);
  });

  test('a success takes back itself and none of the failures', async () => {
    const ana = await person(server.topology, 'ana');
    await fail(ana.email, 9);
    for (let count = 0; count < 3; count++) (await login(ana.email, ana.password)).as(session);
    await fail(ana.email, 1);
    refused(await login(ana.email, ana.password));
  });

  test('forty guesses at once, over every process: no more than ten are looked at', async () => {
    const ana = await person(server.topology, 'ana');
    const before = await counted('login.failed');
    const guesses = Array.from({ length: 40 }, async (_, index) => login(ana.email, WRONG, { index }));
    const answers = await Promise.all(guesses);
    const looked = answers.filter(({ status }) => status === 401);
    expect(looked.length).toBeGreaterThan(0);
    expect(looked.length).toBeLessThanOrEqual(10);
    expect(await counted('login.failed')).toBe(before + looked.length);
    for (const answer of answers.filter(({ status }) => status !== 401)) refused(answer);
    await fail(ana.email, 10 - looked.length);
    refused(await login(ana.email, ana.password));
  });

  test('fifteen who sign in rightly at once all get in', async () => {
    const ana = await person(server.topology, 'ana');
    const answers = await Promise.all(
      Array.from({ length: 15 }, async (_, index) => login(ana.email, ana.password, { index })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(15).fill(200));
  });

  test('the password grant counts with the sign-in', async () => {
    const ana = await person(server.topology, 'ana');
    const grant = async (password: string): Promise<ApiAnswer> =>
      server.topology.api().request('POST', '/auth/token', {
        form: { grant_type: 'password', username: ana.email, password },
        headers: { 'X-Forwarded-For': newAddress() },
      });
    (await grant(ana.password)).as(tokenAnswer);
    await fail(ana.email, 5);
    for (let count = 0; count < 5; count++) expect((await grant(WRONG)).status).toBe(400);
    refused(await grant(ana.password));
    refused(await login(ana.email, ana.password));
  });

  test('that an account is deactivated is told to those who know its password', async () => {
    const ana = await person(server.topology, 'ana');
    await statement(server.topology, 'UPDATE users SET active = 0 WHERE id = ?', [ana.id]);
    for (let count = 0; count < 12; count++) (await login(ana.email, ana.password)).problem(403, 'account_inactive');
    await fail(ana.email, 10);
    refused(await login(ana.email, ana.password));
  });
});

describe('R9 guesses from one address', () => {
  const nobody = (count: number): string => `nobody.${addresses}.${count}`;
  const exhaust = async (from: string): Promise<void> => {
    for (let count = 0; count < 30; count++)
      (await login(nobody(count), WRONG, { from, index: count })).problem(401, 'invalid_credentials');
  };

  test('after thirty failures the address has to wait, whichever account it tries; others need not', async () => {
    const ana = await person(server.topology, 'ana');
    const from = newAddress();
    await exhaust(from);
    refused(await login(ana.email, ana.password, { from }));
    refused(await login('nobody.at.all', WRONG, { from, index: 1 }));
    (await login(ana.email, ana.password)).as(session);
  });

  test('a neighbour in the same /64 is the same, one in another /64 is not', async () => {
    const ana = await person(server.topology, 'ana');
    for (let count = 0; count < 30; count++) await fail(nobody(count), 1, `2001:db8:7:7::${count.toString(16)}:1`);
    refused(await login(ana.email, ana.password, { from: '2001:DB8:7:7:ffff::1' }));
    (await login(ana.email, ana.password, { from: '2001:db8:7:8::1' })).as(session);
  });

  test('an IPv4 address in IPv6 clothes is the same', async () => {
    const from = newAddress();
    await exhaust(from);
    refused(await login('nobody.at.all', WRONG, { from: `::ffff:${from}` }));
  });

  test('what a stranger says of their address is not believed', async () => {
    const ana = await person(server.topology, 'ana');
    const from = newAddress();
    for (let count = 0; count < 30; count++) await fail(nobody(count), 1, `203.0.113.${count}, ${from}`);
    refused(await login(ana.email, ana.password, { from: `203.0.113.99, ${from}` }));
  });
});

describe('R9 guesses at codes', () => {
  const second = async (challenge: string, code: string, index = 0): Promise<ApiAnswer> =>
    server.topology.api(index).post('/auth/login/2fa', { challenge, code }, { 'X-Forwarded-For': newAddress() });

  test('five per user, however many challenges; recovery codes count with them', async () => {
    const ana = await person(server.topology, 'ana');
    const factor = await enrol(server.topology, ana);
    const guesses = [wrongCode(factor.secret), 'aaaaa-aaaaa', wrongCode(factor.secret), 'bbbbb-bbbbb', 'ccccc-ccccc'];
    for (const guess of guesses) (await second(await factor.challenge(), guess)).problem(401, 'code_invalid');
    refused(await second(await factor.challenge(), await factor.code()));
    refused(await second(await factor.challenge(), factor.recoveryCodes[0] ?? ''));
    const form = { grant_type: 'password', username: ana.email, password: ana.password, otp: await factor.code() };
    refused(await server.topology.api().request('POST', '/auth/token', { form }));

    // Who is inside already is not in the way of it.
    (await ana.api().get('/auth/me')).as(me);
    (await ana.api().post('/auth/reauth', { code: await factor.code() })).empty();
    await letPass(WINDOW_S + 1);
    (await second(await factor.challenge(), await factor.code())).as(session);
    expect((await ana.api().get('/auth/me')).as(me).twoFactor.recoveryCodesLeft).toBe(10);
  });

  test('twenty guesses at once, over every process: no more than five are looked at', async () => {
    const ana = await person(server.topology, 'ana');
    const factor = await enrol(server.topology, ana);
    const challenge = await factor.challenge();
    const guess = wrongCode(factor.secret);
    const answers = await Promise.all(Array.from({ length: 20 }, async (_, index) => second(challenge, guess, index)));
    const looked = answers.filter(({ status }) => status === 401);
    expect(looked.length).toBeGreaterThan(0);
    expect(looked.length).toBeLessThanOrEqual(5);
    for (const answer of answers.filter(({ status }) => status !== 401)) refused(answer);
  });

  const inside: [string, (ana: Person, guess: string) => Promise<ApiAnswer>, number][] = [
    ['to confirm with a code', async (ana, code) => ana.api().post('/auth/reauth', { code }), 5],
    [
      'to confirm with the password',
      async (ana, code) => ana.api().post('/auth/reauth', { password: WRONG, code }),
      10,
    ],
    ['to switch it off', async (ana, code) => ana.api().post('/auth/2fa/disable', { password: ana.password, code }), 5],
  ];
  test.each(inside)('whoever is signed in has as many tries: %s', async (_name, guess, limit) => {
    const ana = await person(server.topology, 'ana');
    const factor = await enrol(server.topology, ana);
    const code = wrongCode(factor.secret);
    for (let count = 0; count < limit; count++) (await guess(ana, code)).problem(401);
    refused(await guess(ana, await factor.code()));
    (await ana.api().get('/auth/me')).as(me);
    (await second(await factor.challenge(), await factor.code())).as(session);
  });

  test('five to switch it on', async () => {
    const ana = await person(server.topology, 'ana');
    const { secret } = (await ana.api().post('/auth/2fa/setup')).body as { secret: string };
    server.topology.secrets.add(secret);
    const verify = async (): Promise<ApiAnswer> => ana.api().post('/auth/2fa/verify', { code: wrongCode(secret) });
    for (let count = 0; count < 5; count++) (await verify()).problem(401, 'code_invalid');
    refused(await verify());
  });
});

describe('R9 what is kept', () => {
  test('tries that count no longer are cleared away', async () => {
    await fail('nobody.at.all', 1);
    await letPass(WINDOW_S + 1);
    const left = async (): Promise<unknown> =>
      (await statement(server.topology, 'SELECT COUNT(*) AS n FROM attempts'))[0]?.n;
    expect(Number(await left())).toBeGreaterThan(0);
    await server.topology.restartAll('SIGTERM');
    expect(Number(await left())).toBe(0);
  });
});
