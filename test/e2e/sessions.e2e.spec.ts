import { deviceSessions, me, session, type DeviceSession, type Session } from '#contract';
import { describe, expect, test } from '@jest/globals';
import { timeOf } from '#platform/db';
import { person, type Person } from '../factories/people.js';
import { sql } from '../support/database.js';
import { poll } from '../support/diagnostics.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'sessions', scripted: false });

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

const signIn = async (ana: Person, userAgent: string, index = 0): Promise<Session> => {
  const body = { login: ana.email, password: ana.password };
  const answer = await server.topology.api(index).post('/auth/login', body, { 'User-Agent': userAgent });
  const made = answer.as(session);
  server.topology.secrets.add(made.accessToken).add(made.refreshToken ?? 'none');
  return made;
};

const listOf = async (accessToken: string, index = 0): Promise<DeviceSession[]> =>
  (await server.topology.api(index).with(accessToken).get('/auth/sessions')).as(deviceSessions).items;

describe('R2 where one is signed in', () => {
  test('the list: newest first, this one marked, each with its device, address and last use', async () => {
    const ana = await person(server.topology, 'ana');
    const browser = await signIn(ana, FIREFOX);
    await signIn(ana, 'curl/8.5.0', 1);
    const list = await listOf(browser.accessToken, 1);
    expect(list.map(({ device, current }) => ({ device, current }))).toEqual([
      { device: 'curl', current: false },
      { device: 'Firefox on Linux', current: true },
      { device: 'node', current: false },
    ]);
    for (const { address, createdAt, lastSeenAt } of list) {
      expect(address).toMatch(/127\.0\.0\.1$/);
      expect(Date.parse(lastSeenAt)).toBeGreaterThanOrEqual(Date.parse(createdAt));
    }
  });

  test('one that was ended is off the list, and so is one that ended by itself', async () => {
    const ana = await person(server.topology, 'ana');
    const [out, idle] = [await signIn(ana, 'out/1'), await signIn(ana, 'idle/1')];
    (await server.topology.api().with(out.accessToken).post('/auth/logout')).empty();
    const rows = await listOf(idle.accessToken);
    const idleId = rows.find(({ device }) => device === 'idle')?.id ?? '';
    await sql(server.topology, 'UPDATE sessions SET idle_expires_at = created_at WHERE id = ?', idleId);
    expect((await listOf(ana.session.accessToken)).map(({ device }) => device)).toEqual(['node']);
  });

  test('ending one from elsewhere works now, in every process', async () => {
    const ana = await person(server.topology, 'ana');
    const phone = await signIn(ana, 'phone/1');
    const sockets = await Promise.all(
      [0, 1].map(async (index) => ana.socket({ token: phone.accessToken, index, reconnect: false })),
    );
    const { id } = (await listOf(phone.accessToken)).find(({ current }) => current) ?? { id: '' };
    (await ana.api().delete(`/auth/sessions/${id}`)).empty();
    for (const socket of sockets) {
      expect(await socket.waitFor('session:ended', () => true)).toEqual({ reason: 'signed_out_elsewhere' });
      await socket.losses.waitFor(() => true);
    }
    for (const index of [0, 1])
      (await server.topology.api(index).with(phone.accessToken).get('/auth/me')).problem(401, 'unauthorized');
    (await server.topology.api().post('/auth/refresh', { refreshToken: phone.refreshToken })).problem(401);
    (await ana.api().get('/auth/me')).as(me);
    (await ana.api().delete(`/auth/sessions/${id}`)).problem(404, 'not_found');
  });

  test('one may end the session that one is in', async () => {
    const ana = await person(server.topology, 'ana');
    const [own] = await listOf(ana.session.accessToken);
    (await ana.api().delete(`/auth/sessions/${own?.id}`)).empty();
    (await ana.api().get('/auth/me')).problem(401);
  });

  test('Q7 the session of somebody else does not exist', async () => {
    const [ana, bo] = [await person(server.topology, 'ana'), await person(server.topology, 'bo')];
    const [own] = await listOf(bo.session.accessToken);
    (await ana.api().delete(`/auth/sessions/${own?.id}`)).problem(404, 'not_found');
    (await bo.api().get('/auth/me')).as(me);
  });

  test('the last use is noted, but not at every request', async () => {
    const ana = await person(server.topology, 'ana');
    const [{ id, lastSeenAt }] = (await listOf(ana.session.accessToken)) as [DeviceSession];
    await ana.api().get('/auth/me');
    expect((await listOf(ana.session.accessToken))[0]?.lastSeenAt).toBe(lastSeenAt);
    await sql(server.topology, 'UPDATE sessions SET last_seen_at = ? WHERE id = ?', '2026-01-01 10:00:00.000', id);
    await poll(async () => {
      const [row] = await listOf(ana.session.accessToken);
      return Date.parse(row?.lastSeenAt ?? '') >= Date.parse(lastSeenAt) ? true : undefined;
    });
  });
});

describe('rulings 15 an idle log-out of one’s own', () => {
  /** Minutes without use after which the newest session of a person ends. */
  const idleMinutes = async (ana: Person): Promise<number> => {
    const columns = 'last_seen_at AS seen, idle_expires_at AS ends';
    const query = `SELECT ${columns} FROM sessions WHERE user_id = ? ORDER BY created_at DESC, id DESC`;
    const [row] = (await sql(server.topology, query, ana.id)) as { seen: string | Date; ends: string | Date }[];
    return row ? Math.round((timeOf(row.ends).getTime() - timeOf(row.seen).getTime()) / 60_000) : 0;
  };

  test.each([
    ['off: the server’s seven days', null, 7 * 24 * 60],
    ['two hours', 120, 120],
    ['longer than the server’s', 60 * 24 * 60, 7 * 24 * 60],
    ['shorter than an access token lives: until that can be renewed', 5, 16],
  ])('%s', async (_, minutes, expected) => {
    const ana = await person(server.topology, 'ana');
    await sql(server.topology, 'UPDATE users SET idle_logout_minutes = ? WHERE id = ?', minutes, ana.id);
    const made = await signIn(ana, 'desk/1');
    expect(await idleMinutes(ana)).toBe(expected);
    const answer = await server.topology.api().post('/auth/refresh', { refreshToken: made.refreshToken });
    answer.as(session);
    expect(await idleMinutes(ana)).toBe(expected);
  });
});
