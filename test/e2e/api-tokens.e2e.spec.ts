import { apiTokens, me, message, roomView, page, workspace as workspaceShape } from '#contract';
import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { admin, person, type Person } from '../factories/people.js';
import { clientId, history, room, say, workspace } from '../factories/places.js';
import { apiToken } from '../factories/tokens.js';
import { answerTo } from '../support/answers.js';
import { statement, timeAgo } from '../support/database.js';
import { poll } from '../support/diagnostics.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'api-tokens' });

const by = (token: string, index = 0) => server.topology.api(index).with(token);

const setRole = async (one: Person, role: string): Promise<unknown> =>
  statement(server.topology, 'UPDATE users SET role = ? WHERE id = ?', [role, one.id]);
const auditOf = async (subjectId: string): Promise<unknown[]> => {
  const rows = await statement(server.topology, 'SELECT action, actor_id FROM audit_entries WHERE subject_id = ?', [
    subjectId,
  ]);
  return rows.map((row) => [row.action, row.actor_id]);
};

describe('R8 making API tokens', () => {
  test('a token is shown once, listed by its last characters, kept as a hash, and written down', async () => {
    const ana = await person(server.topology, 'ana');
    const made = await apiToken(ana, ['read', 'write', 'read'], { name: '  Backup  ', expiresInDays: 30 });
    expect(made).toMatchObject({ name: 'Backup', scopes: ['read', 'write'], hint: made.token.slice(-4) });
    expect(made.token).toMatch(/^clq_[\w-]{43}$/);
    const days = (Date.parse(made.expiresAt ?? '') - Date.parse(made.createdAt)) / 86_400_000;
    expect(days).toBe(30);

    const listed = await ana.api().get('/api-tokens');
    const { token, ...view } = made;
    expect(listed.as(apiTokens).items).toEqual([view]);
    expect(listed.text).not.toContain(token.slice(4));
    const [stored] = await statement(server.topology, 'SELECT * FROM api_tokens WHERE id = ?', [made.id]);
    expect(stored?.hash).toBe(createHash('sha256').update(token).digest('hex'));
    expect(JSON.stringify(stored)).not.toContain(token.slice(4));
    expect(await auditOf(made.id)).toEqual([['api_token.created', ana.id]]);
  });

  test('it asks for a session that was confirmed within ten minutes, and is closed to tokens', async () => {
    const ana = await person(server.topology, 'ana');
    const { token } = await apiToken(ana, ['read', 'write', 'ai']);
    for (const [method, path, body] of [
      ['GET', '/api-tokens', undefined],
      ['POST', '/api-tokens', { name: 'Another', scopes: ['read'] }],
      ['DELETE', '/api-tokens/tok_01h00000000000000000000000', undefined],
    ] as const) {
      (await by(token).request(method, path, { body })).problem(403, 'token_not_accepted');
    }
    await statement(server.topology, 'UPDATE sessions SET confirmed_at = ? WHERE user_id = ?', [
      timeAgo(11 * 60),
      ana.id,
    ]);
    (await ana.api().post('/api-tokens', { name: 'Late', scopes: ['read'] })).problem(403, 'reauth_required');
    expect((await ana.api().get('/api-tokens')).as(apiTokens).items).toHaveLength(1);
  });

  test('the scope for administration is for those who have something to administer', async () => {
    const founder = await admin(server.topology);
    const ana = await person(server.topology, 'ana');
    const body = { name: 'Rule them all', scopes: ['read', 'admin'] };
    (await ana.api().post('/api-tokens', body)).problem(403, 'forbidden');
    expect((await ana.api().get('/api-tokens')).as(apiTokens).items).toEqual([]);
    await setRole(ana, 'manager');
    expect((await apiToken(ana, ['admin'])).scopes).toEqual(['admin']);
    const { token } = await apiToken(founder, ['admin']);
    expect((await by(token).get('/settings')).status).toBe(200);
  });

  test('fifty are enough for one person, whoever asks at once', async () => {
    const ana = await person(server.topology, 'ana');
    for (let made = 0; made < 48; made++) await apiToken(ana, ['read']);
    const answers = await Promise.all(
      [0, 1, 2, 3].map(async (index) => ana.api(index).post('/api-tokens', { name: 'One more', scopes: ['read'] })),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([201, 201, 409, 409]);
    for (const one of answers) if (one.status === 201) ana.api().secret((one.body as { token: string }).token);
    expect((await ana.api().get('/api-tokens')).as(apiTokens).items).toHaveLength(50);
  });
});

describe('R8 using API tokens', () => {
  test('as Bearer on REST and in the handshake, on every process, with the rights of its user', async () => {
    const ana = await person(server.topology, 'ana');
    const place = await room(ana);
    const { token } = await apiToken(ana, ['read', 'write']);
    for (const index of [0, 1]) {
      expect((await by(token, index).get('/auth/me')).as(me).id).toBe(ana.id);
      const socket = await ana.socket({ index, token });
      const sent = await socket.emit('message:send', { roomId: place.id, content: 'by a token', clientId: clientId() });
      expect(sent.message.author.id).toBe(ana.id);
      await socket.emit('auth:renew', { token });
      await socket.waitFor('message:created', (event) => event.message.id === sent.message.id);
    }
    const others = await room(await person(server.topology, 'ben'));
    (await by(token).get(`/rooms/${others.id}`)).problem(404, 'not_found');
  });

  test('its last use is written down, at most once a minute', async () => {
    const ana = await person(server.topology, 'ana');
    const { id, token } = await apiToken(ana, ['read']);
    const lastUsed = async () => (await ana.api().get('/api-tokens')).as(apiTokens).items[0]?.lastUsedAt ?? null;
    expect(await lastUsed()).toBeNull();
    await by(token).get('/auth/me');
    const first = await lastUsed();
    expect(Date.now() - Date.parse(first ?? '')).toBeLessThan(30_000);
    await by(token).get('/auth/me');
    expect(await lastUsed()).toBe(first);
    await statement(server.topology, 'UPDATE api_tokens SET last_used_at = ? WHERE id = ?', [timeAgo(61), id]);
    await by(token).get('/auth/me');
    expect(Date.parse((await lastUsed()) ?? '')).toBeGreaterThanOrEqual(Date.parse(first ?? ''));
  });

  test('it is taken for no other kind, and no other kind for it', async () => {
    const ana = await person(server.topology, 'ana');
    const { id, token } = await apiToken(ana, ['read', 'write']);
    const api = server.topology.api();
    (await api.post('/auth/refresh', { refreshToken: token })).problem(401, 'session_ended');
    const grant = { grant_type: 'refresh_token', refresh_token: token };
    expect((await api.request('POST', '/auth/token', { form: grant })).status).toBe(400);
    (await by(token).post('/auth/logout')).problem(403, 'token_not_accepted');
    (await by(token).post('/auth/logout-all')).problem(403, 'token_not_accepted');
    const hash = createHash('sha256').update(token).digest('hex');
    const { accessToken, refreshToken } = ana.session;
    const wrong = [`clq_${accessToken}`, `clq_${refreshToken}`, `clq_${hash}`, hash, id, token.slice(4), `${token}x`];
    for (const one of [...wrong, token.toUpperCase(), 'clq_', `clq_' OR 1=1 --`]) {
      (await by(one).get('/auth/me')).problem(401, 'unauthorized');
      expect(await ana.dial({ token: one, reconnect: false }).refused()).toBe('unauthorized');
    }
    (await ana.api().get('/auth/me')).as(me);
  });

  test('a socket shows fresh tokens of the same credential only', async () => {
    const ana = await person(server.topology, 'ana');
    const [one, other] = [await apiToken(ana, ['read']), await apiToken(ana, ['read'])];
    const socket = await ana.socket({ token: one.token });
    expect((await socket.refusal('auth:renew', { token: other.token })).code).toBe('unauthorized');
    const own = await ana.socket();
    expect((await own.refusal('auth:renew', { token: one.token })).code).toBe('unauthorized');
  });
});

describe('R8 the end of API tokens', () => {
  test('revoked: worthless at once, on REST and on the sockets of every process', async () => {
    const ana = await person(server.topology, 'ana');
    const ben = await person(server.topology, 'ben');
    const [gone, stays] = [await apiToken(ana, ['read']), await apiToken(ana, ['read'])];
    const sockets = await Promise.all(
      [0, 1].map(async (index) => ana.socket({ index, token: gone.token, reconnect: false })),
    );
    const other = await ana.socket({ token: stays.token });
    (await ben.api().delete(`/api-tokens/${gone.id}`)).problem(404, 'not_found');
    (await ana.api().delete(`/api-tokens/${gone.id}`)).empty();
    for (const index of [0, 1]) (await by(gone.token, index).get('/auth/me')).problem(401, 'unauthorized');
    for (const socket of sockets) {
      await socket.losses.waitFor(() => true, { timeoutMs: 2_000 });
      expect(socket.all('session:ended')).toEqual([{ reason: 'revoked' }]);
    }
    expect(await ana.dial({ token: gone.token, reconnect: false }).refused()).toBe('unauthorized');
    expect(other.connected).toBe(true);
    (await by(stays.token).get('/auth/me')).as(me);
    (await ana.api().delete(`/api-tokens/${gone.id}`)).problem(404, 'not_found');
    expect((await auditOf(gone.id)).at(-1)).toEqual(['api_token.revoked', ana.id]);
  });

  test('expired: refused, and its socket is closed when the time comes', async () => {
    const ana = await person(server.topology, 'ana');
    const { id, token } = await apiToken(ana, ['read'], { expiresInDays: 1 });
    await statement(server.topology, 'UPDATE api_tokens SET expires_at = ? WHERE id = ?', [timeAgo(-1.5), id]);
    const socket = await ana.socket({ token, reconnect: false });
    (await by(token).get('/auth/me')).as(me);
    await socket.losses.waitFor(() => true, { timeoutMs: 5_000 });
    expect(socket.all('session:ended')).toEqual([{ reason: 'token_expired' }]);
    (await by(token).get('/auth/me')).problem(401, 'unauthorized');
    expect(await ana.dial({ token, reconnect: false }).refused()).toBe('unauthorized');
  });

  test('a token that lasts for years, or for ever, keeps its socket', async () => {
    const ana = await person(server.topology, 'ana');
    for (const expiresInDays of [3650, null]) {
      const { token } = await apiToken(ana, ['read', 'write'], { expiresInDays });
      const socket = await ana.socket({ token, reconnect: false });
      await socket.emit('presence:set', { state: 'away' });
      await socket.emit('presence:set', { state: 'online' });
      expect(socket.connected).toBe(true);
    }
  });

  test.each([
    ['deactivated', 'active = 0'],
    ['turned into a kid', "role = 'kid'"],
  ])('its user is %s: refused, on an open socket too', async (_name, change) => {
    const ana = await person(server.topology, 'ana');
    const { token } = await apiToken(ana, ['read', 'write']);
    const socket = await ana.socket({ token, reconnect: false });
    await statement(server.topology, `UPDATE users SET ${change} WHERE id = ?`, [ana.id]);
    (await by(token).get('/auth/me')).problem(401, 'unauthorized');
    // It is looked at again when it speaks, and by a sweep when it doesn't.
    const speak = async (): Promise<unknown> => socket.ack('presence:set', { state: 'away' }).catch(() => undefined);
    await poll(async () => (await speak(), socket.connected ? undefined : true), { everyMs: 200, what: 'the end' });
  });

  test('signing out everywhere leaves tokens as they are: they are revoked one by one', async () => {
    const ana = await person(server.topology, 'ana');
    const { token } = await apiToken(ana, ['read']);
    const socket = await ana.socket({ token, reconnect: false });
    (await ana.api().post('/auth/logout-all')).empty();
    (await by(token).get('/auth/me')).as(me);
    expect(socket.connected).toBe(true);
  });
});

describe('R8 what a message may set to work', () => {
  test('without the scope ai, a message that calls an assistant is refused as a whole', async () => {
    const ana = await person(server.topology, 'ana');
    const place = await room(ana);
    const reader = await ana.watch(place.id);
    const { token } = await apiToken(ana, ['read', 'write']);
    const socket = await ana.socket({ token });
    const before = await history(ana, place.id);
    const call = (): object => ({ content: '@ai are you there?', clientId: clientId() });
    const refused = await by(token).post(`/rooms/${place.id}/messages`, call());
    expect(refused.problem(403, 'scope_missing').detail).toContain('ai');
    expect((await socket.refusal('message:send', { roomId: place.id, ...call() })).code).toBe('scope_missing');
    expect(await history(ana, place.id)).toEqual(before);
    expect((await ana.api().get(`/rooms/${place.id}/generations`)).body).toEqual({ items: [] });
    (await by(token).post(`/rooms/${place.id}/messages`, { content: 'hello all', clientId: clientId() })).as(
      message,
      201,
    );

    const asker = await apiToken(ana, ['write', 'ai']);
    const question = (await by(asker.token).post(`/rooms/${place.id}/messages`, call())).as(message, 201);
    await reader.status((await answerTo(reader, question)).id, 'complete');
  });

  test('a token that may not read hears nothing, and speaks', async () => {
    const ana = await person(server.topology, 'ana');
    const place = await room(ana);
    const { token } = await apiToken(ana, ['write']);
    const deaf = await ana.socket({ token });
    const listening = await ana.socket();
    const later = await room(ana);
    for (const { id } of [place, later]) {
      const sent = await deaf.emit('message:send', { roomId: id, content: 'into the dark', clientId: clientId() });
      await listening.waitFor('message:created', (event) => event.message.id === sent.message.id);
    }
    await say(ana, later.id, 'one more');
    await deaf.emit('presence:set', { state: 'away' });
    expect(deaf.heard.entries).toEqual([]);
  });

  test('a token changes nothing of what its user may do', async () => {
    const ana = await person(server.topology, 'ana');
    const place = await workspace(ana);
    const { token } = await apiToken(ana, ['read']);
    expect((await by(token).get(`/workspaces/${place.id}`)).as(workspaceShape).can['workspace.delete']).toBe(true);
    const mine = (await by(token).get('/rooms')).as(page(roomView));
    expect(mine).toEqual((await ana.api().get('/rooms')).as(page(roomView)));
  });
});
