import { me, session, tokenAnswer, tokenError, type Session } from '#contract';
import { describe, expect, test } from '@jest/globals';
import type { JsonWebKey } from 'node:crypto';
import { person, type Person } from '../factories/people.js';
import { setCookies } from '../support/cookies.js';
import { decode, forgeries } from '../support/jwt.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'tokens', scripted: false });

const keys = async (): Promise<(JsonWebKey & { kid?: string })[]> => {
  const answer = await server.topology.api().get('//.well-known/jwks.json');
  expect(answer.status).toBe(200);
  return (answer.body as { keys: (JsonWebKey & { kid?: string })[] }).keys;
};

describe('R3 access tokens', () => {
  test('RS256 with a published key, for this issuer and audience, 15 minutes, no roles inside', async () => {
    const ana = await person(server.topology, 'ana');
    const { header, payload } = decode(ana.session.accessToken);
    expect(header).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect((await keys()).map((key) => key.kid)).toContain(header.kid);
    expect(payload).toMatchObject({ sub: ana.id });
    for (const claim of ['iss', 'aud', 'sid', 'jti']) expect(payload[claim]).toEqual(expect.any(String));
    expect(Number(payload.exp) - Number(payload.iat)).toBe(900);
    expect(ana.session.expiresIn).toBe(900);
    expect(Object.keys(payload).filter((name) => /role|admin|perm|mail/i.test(name))).toEqual([]);
  });

  test('the published keys hold no private part', async () => {
    for (const key of await keys()) {
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) expect(key).not.toHaveProperty(secret);
    }
  });

  test('forged tokens and tokens of another kind are refused, over REST and in the handshake', async () => {
    const ana = await person(server.topology, 'ana');
    const { accessToken, refreshToken = '' } = ana.session;
    const jwk = (await keys()).find((key) => key.kid === decode(accessToken).header.kid) ?? {};
    const bad = { ...forgeries(accessToken, jwk), 'the refresh token': refreshToken, empty: ' ', garbage: 'a.b.c' };
    for (const [name, token] of Object.entries(bad)) {
      const answer = await server.topology.api().with(token).get('/auth/me');
      expect({ name, status: answer.status }).toEqual({ name, status: 401 });
      expect({ name, code: await ana.dial({ token, reconnect: false }).refused() }).toEqual({
        name,
        code: 'unauthorized',
      });
    }
    const asRefresh = await server.topology.api().post('/auth/refresh', { refreshToken: accessToken });
    asRefresh.problem(401);
    (await ana.api().get('/auth/me')).as(me);
  });
});

describe('R4 refresh tokens', () => {
  const refresh = async (token: string | undefined, index = 0): Promise<Session> =>
    (await server.topology.api(index).post('/auth/refresh', { refreshToken: token })).as(session);

  test('each use gives a new one; two tabs at once get the same successor', async () => {
    const ana = await person(server.topology, 'ana');
    const [one, two] = await Promise.all([refresh(ana.session.refreshToken, 0), refresh(ana.session.refreshToken, 1)]);
    expect(one.refreshToken).toEqual(expect.any(String));
    expect(one.refreshToken).not.toBe(ana.session.refreshToken);
    expect(two.refreshToken).toBe(one.refreshToken);
    const next = await refresh(one.refreshToken);
    for (const token of [one.accessToken, two.accessToken, next.accessToken]) {
      (await server.topology.api().with(token).get('/auth/me')).as(me);
    }
  });

  test('an older one than the predecessor ends the whole family and its sockets', async () => {
    const ana = await person(server.topology, 'ana');
    const other = (await server.topology.api().post('/auth/login', { login: ana.email, password: ana.password })).as(
      session,
    );
    const second = await refresh(ana.session.refreshToken);
    const third = await refresh(second.refreshToken);
    const socket = await ana.socket({ token: third.accessToken, reconnect: false });
    const replay = await server.topology.api().post('/auth/refresh', { refreshToken: ana.session.refreshToken });
    replay.problem(401, 'refresh_reused');
    await socket.losses.waitFor(() => true);
    (await server.topology.api().with(third.accessToken).get('/auth/me')).problem(401);
    (await server.topology.api().post('/auth/refresh', { refreshToken: third.refreshToken })).problem(401);
    // The other device's session is another family.
    (await server.topology.api().with(other.accessToken).get('/auth/me')).as(me);
    await refresh(other.refreshToken);
  });

  test('one that nobody was given is refused', async () => {
    (await server.topology.api().post('/auth/refresh', { refreshToken: 'x'.repeat(43) })).problem(401);
    (await server.topology.api().post('/auth/refresh', {})).problem(401);
  });
});

describe('rulings 15 the cookie', () => {
  const browser = { 'X-Token-Delivery': '' };
  const login = async (ana: Person) =>
    server.topology.api().post('/auth/login', { login: ana.email, password: ana.password }, browser);

  test('without the header the refresh token comes as an HttpOnly cookie and never in the body', async () => {
    const ana = await person(server.topology, 'ana', 0);
    const answer = await login(ana);
    expect(answer.as(session).refreshToken).toBeUndefined();
    const [cookie, ...others] = setCookies(answer);
    expect(others).toEqual([]);
    expect(cookie?.name).toBe('colloquy_rt');
    expect(cookie?.attributes).toEqual(expect.arrayContaining(['httponly', 'samesite=strict', 'path=/']));
    expect(cookie?.attributes).not.toContain('secure');
    expect(answer.text).not.toContain(cookie?.value ?? 'no cookie');
    server.topology.secrets.add(cookie?.value ?? 'no cookie');
  });

  test('cookie in, cookie out; a foreign Origin is refused and changes nothing', async () => {
    const ana = await person(server.topology, 'ana', 0);
    const [first] = setCookies(await login(ana));
    const api = server.topology.api();
    const Cookie = `colloquy_rt=${first?.value}`;
    for (const path of ['/auth/refresh', '/auth/logout']) {
      const foreign = { Cookie, Origin: 'https://evil.example', ...browser };
      (await api.post(path, undefined, foreign)).problem(403, 'origin_not_allowed');
    }
    const answer = await api.post('/auth/refresh', undefined, {
      Cookie,
      Origin: api.baseUrl,
      'X-Token-Delivery': 'body',
    });
    expect(answer.as(session).refreshToken).toBeUndefined();
    const [second] = setCookies(answer);
    expect(second?.value).not.toBe(first?.value);

    const out = await api.post('/auth/logout', undefined, {
      Cookie: `colloquy_rt=${second?.value}`,
      Origin: api.baseUrl,
    });
    out.empty();
    expect(setCookies(out)[0]).toMatchObject({ name: 'colloquy_rt', value: '' });
    (
      await api.post('/auth/refresh', undefined, { Cookie: `colloquy_rt=${second?.value}`, Origin: api.baseUrl })
    ).problem(401);
  });
});

describe('R5 POST /auth/token', () => {
  const token = async (form: Record<string, string>) => server.topology.api().request('POST', '/auth/token', { form });

  test('password and refresh_token grants', async () => {
    const ana = await person(server.topology, 'ana');
    const first = await token({ grant_type: 'password', username: ana.email, password: ana.password });
    const given = first.as(tokenAnswer);
    expect(first.headers.get('cache-control')).toContain('no-store');
    (await server.topology.api().with(given.access_token).get('/auth/me')).as(me);
    const second = (await token({ grant_type: 'refresh_token', refresh_token: given.refresh_token })).as(tokenAnswer);
    expect(second.refresh_token).not.toBe(given.refresh_token);
  });

  test.each([
    ['an unknown grant', { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
    ['no grant', { username: 'ana', password: 'x' }, 'invalid_request'],
    ['no password', { grant_type: 'password', username: 'ana' }, 'invalid_request'],
    ['a wrong password', { grant_type: 'password', username: 'ana', password: 'certainly wrong' }, 'invalid_grant'],
    ['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: 'x'.repeat(43) }, 'invalid_grant'],
  ] as [string, Record<string, string>, string][])('%s: an RFC 6749 error', async (_name, form, error) => {
    expect((await token(form)).as(tokenError, 400)).toMatchObject({ error });
  });

  test('JSON is not its language', async () => {
    const answer = await server.topology
      .api()
      .post('/auth/token', { grant_type: 'password', username: 'a', password: 'b' });
    expect([400, 415]).toContain(answer.status);
    expect(answer.text).not.toContain('access_token');
  });
});
