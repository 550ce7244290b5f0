import {
  account,
  invite,
  me,
  message as messageShape,
  page,
  roomView,
  session,
  workspace as workspaceShape,
  type Message,
} from '#contract';
import { describe, expect, test } from '@jest/globals';
import { personAs } from '../factories/accounts.js';
import { admin, person, type Person } from '../factories/people.js';
import { photo, picture } from '../factories/pictures.js';
import { clientId, history, room, roomOf, say, workspace } from '../factories/places.js';
import { statement } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'erasure', scripted: false });

const erase = async (one: Person): Promise<void> => (await one.api().delete('/users/me?erase=true')).empty();
const quote = async (one: Person, roomId: string, replyToId: string): Promise<Message> =>
  (await one.api().post(`/rooms/${roomId}/messages`, { content: 'as you said', clientId: clientId(), replyToId })).as(
    messageShape,
    201,
  );

describe('R11 who asks to be forgotten', () => {
  test('leaves the messages, under the name of a deleted user: as author, in quotes, in mentions, live', async () => {
    const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
    const place = await room(ben, { members: [ana] });
    const said = await say(ana, place.id, 'what I wrote');
    await quote(ben, place.id, said.id);
    await say(ben, place.id, `thank you @${ana.user.username}`);
    const avatar = await picture(ana, await photo(64, 64));
    (await ana.api().patch('/users/me', { avatarFileId: avatar.id })).as(me);
    const watcher = await ben.socket();
    const sockets = [
      await ana.socket({ reconnect: false }),
      await ana.socket({ index: ana.home + 1, reconnect: false }),
    ];

    await erase(ana);
    const left = await watcher.waitFor('participant:left', ({ roomId }) => roomId === place.id);
    expect(left.participant.user).toMatchObject({
      id: ana.id,
      displayName: 'Deleted user',
      active: false,
      avatarUrl: null,
    });
    for (const socket of sockets) await socket.losses.waitFor(() => true);
    const messages = await history(ben, place.id);
    expect(messages[0]).toMatchObject({
      id: said.id,
      content: 'what I wrote',
      author: { id: ana.id, name: 'Deleted user' },
    });
    expect(messages[1]?.replyTo).toMatchObject({ author: { name: 'Deleted user' }, excerpt: 'what I wrote' });
    expect(messages[2]?.mentions).toEqual([{ type: 'user', id: ana.id, name: 'Deleted user' }]);
    expect((await roomOf(ben, place.id)).participants.map((one) => one.user.id)).toEqual([ben.id]);
    expect((await fetch(`${ben.api().baseUrl}${avatar.url}`)).status).toBe(404);
  });

  test('can’t sign in, is found by nobody, and the names are free', async () => {
    const founder = await admin(server.topology);
    const ana = await person(server.topology, 'ana');
    await erase(ana);
    (await ana.api().get('/users/me')).problem(401);
    for (const login of [ana.email, ana.user.username])
      (await server.topology.api().post('/auth/login', { login, password: ana.password })).problem(
        401,
        'invalid_credentials',
      );
    expect((await founder.api().get(`/users?q=${ana.user.username}`)).as(page(account)).items).toEqual([]);
    expect((await founder.api().get('/users?q=deleted-')).as(page(account)).items).toEqual([]);
    for (const call of [
      founder.api().get(`/users/${ana.id}`),
      founder.api().patch(`/users/${ana.id}`, { active: true }),
      founder.api().delete(`/users/${ana.id}`),
      founder.api().post(`/users/${ana.id}/reset-password`),
    ])
      (await call).problem(404, 'not_found');
    const again = { username: ana.user.username, email: ana.email, password: ana.password };
    (await server.topology.api().post('/auth/register', again)).as(session, 201);
  });

  test('leaves nothing in the tables that tells who it was', async () => {
    const ana = await person(server.topology, 'ana');
    const { code } = (await ana.api().post(`/workspaces/${(await workspace(ana)).id}/invite`, { email: ana.email })).as(
      invite,
      201,
    );
    await erase(ana);
    const [row] = await statement(server.topology, 'SELECT * FROM users WHERE id = ?', [ana.id]);
    expect(row).toMatchObject({
      display_name: 'Deleted user',
      totp_secret: null,
      avatar_file_id: null,
      last_seen_at: null,
    });
    expect(String(row?.username)).toMatch(/^deleted-[0-9a-f]{20}$/);
    expect(JSON.stringify(row)).not.toContain(ana.user.username);
    const sessions = await statement(server.topology, 'SELECT user_agent, address FROM sessions WHERE user_id = ?', [
      ana.id,
    ]);
    expect(sessions.length).toBeGreaterThan(0);
    for (const one of sessions) expect(one).toEqual({ user_agent: '', address: '' });
    for (const table of ['api_tokens', 'one_time_tokens', 'recovery_codes', 'workspace_members', 'participants'])
      expect(await statement(server.topology, `SELECT 1 FROM ${table} WHERE user_id = ?`, [ana.id])).toEqual([]);
    (await server.topology.api().get(`/invites/${code}`)).problem(404, 'not_found');
  });
});

describe('R18 what somebody owned alone', () => {
  test('a workspace that others use has to be handed over first; the answer names it, and nothing changes', async () => {
    const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
    const place = await workspace(ana, [ben]);
    const problem = (await ana.api().delete('/users/me?erase=true')).problem(409, 'last_owner');
    expect(problem.detail).toContain(place.name);
    expect((await ana.api().get('/users/me')).as(me)).toMatchObject({ displayName: 'ana', active: true });
    // Deactivating takes nothing from anybody.
    (await ana.api().delete('/users/me')).empty();
  });

  test('a room goes to the longest-standing of the others, a private one is deleted', async () => {
    const people = await Promise.all(['ana', 'ben', 'cleo'].map(async (name) => person(server.topology, name)));
    const [ana, ben, cleo] = people as [Person, Person, Person];
    const place = await workspace(ben, [ana, cleo]);
    const shared = await room(ana, { workspaceId: place.id });
    for (const one of [ben, cleo]) (await one.api().post(`/rooms/${shared.id}/join`)).as(roomView);
    const secret = await room(ana, { workspaceId: place.id, visibility: 'private' });
    await say(ana, secret.id, '@ai think of something');
    const watcher = await cleo.socket();
    await erase(ana);
    await watcher.waitFor(
      'participant:updated',
      ({ roomId, participant }) => roomId === shared.id && participant.role === 'owner',
    );
    expect((await roomOf(cleo, shared.id)).participants.map((one) => [one.user.id, one.role])).toEqual([
      [ben.id, 'owner'],
      [cleo.id, 'member'],
    ]);
    const [row] = await statement(server.topology, 'SELECT deleted_at FROM rooms WHERE id = ?', [secret.id]);
    expect(row?.deleted_at).not.toBeNull();
    const pending = "SELECT 1 FROM generations WHERE room_id = ? AND status IN ('queued', 'streaming')";
    expect(await statement(server.topology, pending, [secret.id])).toEqual([]);
  });

  test('the server’s own workspace and room go to an admin who stays', async () => {
    const founder = await admin(server.topology);
    const second = await personAs(server.topology, 'admin', 'second');
    const third = await personAs(server.topology, 'admin', 'third');
    (await third.api().delete(`/users/${founder.id}`)).empty();
    const places = (await second.api().get('/workspaces')).as(page(workspaceShape)).items;
    expect(places.map((one) => [one.name, one.role])).toEqual([['General', 'owner']]);
    const rooms = (await second.api().get('/rooms')).as(page(roomView)).items;
    const owners = (await roomOf(second, rooms[0]!.id)).participants.filter((one) => one.role === 'owner');
    expect(owners).toHaveLength(1);
    (await founder.api().get('/users/me')).problem(401);
    // Whoever comes next still comes in.
    expect((await person(server.topology, 'next')).user.role).toBe('user');
  });
});
