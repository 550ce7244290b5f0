import { me, message as messageShape, page, participant, session } from '#contract';
import { describe, expect, test } from '@jest/globals';
import { personAs } from '../factories/accounts.js';
import { person, type Person } from '../factories/people.js';
import { photo, picture } from '../factories/pictures.js';
import { history, room, say } from '../factories/places.js';
import { backdate } from '../support/backdate.js';
import { useServer } from '../support/suite.js';
import { unzip } from '../support/zip.js';

const server = useServer({ name: 'profile', scripted: false });

const own = async (one: Person) => (await one.api().get('/users/me')).as(me);

describe('R11 the profile', () => {
  test('is changed field by field, and read back', async () => {
    const ana = await person(server.topology, 'ana');
    const change = {
      displayName: '  Ana\u0301 ',
      color: 5,
      language: 'ja',
      timeZone: 'Asia/Tokyo',
      idleLogoutMinutes: 30,
    };
    const changed = (await ana.api().patch('/users/me', change)).as(me);
    expect(changed).toMatchObject({ ...change, displayName: 'An\u00e1', email: ana.email });
    expect(await own(ana)).toEqual(changed);
    expect((await ana.api().get('/auth/me')).as(me)).toEqual(changed);
    const cleared = (
      await ana.api().patch('/users/me', { language: null, timeZone: null, idleLogoutMinutes: null })
    ).as(me);
    expect(cleared).toMatchObject({ language: null, timeZone: null, idleLogoutMinutes: null, color: 5 });
    expect((await ana.api().patch('/users/me', {})).as(me)).toEqual(cleared);
    for (const bad of [
      { timeZone: 'Mars/Olympus' },
      { language: 'tlh' },
      { color: 8 },
      { idleLogoutMinutes: 1 },
      { role: 'admin' },
    ])
      (await ana.api().patch('/users/me', bad)).problem(400, 'validation_failed');
    expect(await own(ana)).toEqual(cleared);
  });

  test('a new name is seen by the others at once, on messages too', async () => {
    const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
    const place = await room(ana, { members: [ben] });
    await say(ana, place.id, `hello @${ben.user.username}`);
    const watcher = await ana.socket();
    (await ben.api().patch('/users/me', { displayName: 'Benedikt' })).as(me);
    const told = await watcher.waitFor('participant:updated', ({ roomId }) => roomId === place.id);
    expect(told.participant).toMatchObject({ role: 'member', user: { id: ben.id, displayName: 'Benedikt' } });
    expect((await history(ana, place.id))[0]?.mentions).toEqual([{ type: 'user', id: ben.id, name: 'Benedikt' }]);
  });

  test('another e-mail address needs a fresh sign-in; it is free, and one signs in with it', async () => {
    const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
    (await ana.api().patch('/users/me', { email: ben.email.toUpperCase() })).problem(409, 'email_taken');
    const email = `new.${ana.email}`;
    expect((await ana.api().patch('/users/me', { email })).as(me).email).toBe(email);
    const login = { login: email, password: ana.password };
    (await server.topology.api().post('/auth/login', login)).as(session);
    (await server.topology.api().post('/auth/login', { ...login, login: ana.email })).problem(401);

    await backdate(server.topology, ana, 11);
    (await ana.api().patch('/users/me', { email: ana.email })).problem(403, 'reauth_required');
    (await ana.api().patch('/users/me', { email, displayName: 'Same address' })).as(me);
    (await ana.api().get('/users/me/export')).problem(403, 'reauth_required');
    (await ana.api().delete('/users/me?erase=true')).problem(403, 'reauth_required');
    expect(await own(ana)).toMatchObject({ email, displayName: 'Same address' });
  });

  test('R14 an admin’s own e-mail address is not changed behind the step-up either', async () => {
    const boss = await personAs(server.topology, 'admin', 'boss');
    await backdate(server.topology, boss, 11);
    (await boss.api().patch(`/users/${boss.id}`, { email: `new.${boss.email}` })).problem(403, 'reauth_required');
    (await boss.api().delete(`/users/${boss.id}`)).problem(403, 'reauth_required');
    expect((await own(boss)).email).toBe(boss.email);
  });
});

test('R11 deactivating oneself signs out everywhere; the messages stay as they are', async () => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  const place = await room(ben, { members: [ana] });
  await say(ana, place.id, 'I was here');
  const sockets = [await ana.socket({ reconnect: false }), await ana.socket({ index: ana.home + 1, reconnect: false })];
  (await ana.api().delete('/users/me')).empty();
  for (const socket of sockets) await socket.losses.waitFor(() => true);
  (await ana.api().get('/users/me')).problem(401);
  const login = { login: ana.email, password: ana.password };
  expect((await server.topology.api().post('/auth/login', login)).status).not.toBe(200);
  expect((await history(ben, place.id))[0]?.author.name).toBe('ana');
  const people = (await ben.api().get(`/rooms/${place.id}/participants`)).as(page(participant)).items;
  expect(people.find((one) => one.user.id === ana.id)?.user.active).toBe(false);
});

describe('R11 the export of one’s own data', () => {
  test('is a zip with the profile, sessions, rooms, messages and files, and nothing of others', async () => {
    const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
    const place = await room(ana, { title: 'Ours', members: [ben] });
    const avatar = await picture(ana, await photo(64, 64));
    (await ana.api().patch('/users/me', { avatarFileId: avatar.id })).as(me);
    const said: string[] = [];
    for (let index = 0; index < 5; index++) said.push((await say(ana, place.id, `mine ${index} 日本`)).id);
    const gone = await say(ana, place.id, 'to be deleted');
    (await ana.api().delete(`/messages/${gone.id}`)).as(messageShape);
    await say(ben, place.id, 'not mine');

    const answer = await fetch(ana.api().url('/users/me/export'), {
      headers: { Authorization: `Bearer ${ana.session.accessToken}` },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="colloquy-[\w.-]+\.zip"$/);
    const files = await unzip(Buffer.from(await answer.arrayBuffer()));
    const picturePath = `files/${avatar.id}.webp`;
    expect([...files.keys()].sort()).toEqual(
      ['profile.json', 'sessions.json', 'rooms.json', 'messages.ndjson', picturePath].sort(),
    );
    const json = (path: string): unknown => JSON.parse(String(files.get(path)));
    expect(json('profile.json')).toMatchObject({ id: ana.id, email: ana.email, avatarUrl: avatar.url });
    expect(json('sessions.json')).toMatchObject([{ device: expect.any(String), endedAt: null }]);
    expect(json('rooms.json')).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: place.id, title: 'Ours', role: 'owner' })]),
    );
    const lines = String(files.get('messages.ndjson')).trimEnd().split('\n');
    const messages = lines.map((line) => JSON.parse(line) as { id: string; content: string; createdAt: string });
    expect(messages.map(({ id }) => id)).toEqual(said);
    expect(messages[0]).toMatchObject({ content: 'mine 0 日本', roomId: place.id, room: 'Ours' });
    expect(messages[0]?.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(files.get(picturePath)?.length).toBe(avatar.size);
    for (const secret of ['argon2', 'passwordHash', 'not mine', 'to be deleted'])
      for (const content of files.values()) expect(String(content)).not.toContain(secret);
  });
});
