import { page, roomView, session, setupStatus, workspace } from '#contract';
import { describe, expect, test } from '@jest/globals';
import { admin, person } from '../factories/people.js';
import { useServer } from '../support/suite.js';

const rooms = page(roomView);
const workspaces = page(workspace);

describe('R1 set-up by the link that the server prints', () => {
  const server = useServer({ name: 'setup-link', admin: false, scripted: false });
  const account = { username: 'first', email: 'first@example.org', password: 'correct horse battery' };

  test('a fresh server wants to be set up, and only with its own token', async () => {
    const api = server.topology.api();
    expect((await api.get('/auth/setup')).as(setupStatus)).toEqual({ required: true });
    (await api.post('/auth/setup', { token: 'not-the-token', ...account })).problem(403, 'setup_token_invalid');
    expect((await api.get('/auth/setup')).as(setupStatus)).toEqual({ required: true });
  });

  test('the token makes the first admin, the workspace General and its room general; afterwards 409', async () => {
    const token = await server.topology.setupToken();
    const api = server.topology.api();
    const made = (await api.post('/auth/setup', { token, ...account })).as(session, 201);
    expect(made.user).toMatchObject({ username: 'first', role: 'admin' });
    const mine = api.with(made.accessToken);
    const [general, ...others] = (await mine.get('/workspaces')).as(workspaces).items;
    expect(others).toEqual([]);
    expect(general).toMatchObject({ name: 'General', role: 'owner' });
    expect((await mine.get('/rooms')).as(rooms).items).toMatchObject([
      { title: 'general', visibility: 'public', maxParticipants: 10_000 },
    ]);

    const late = { ...account, username: 'second', email: 'second@example.org' };
    (await api.post('/auth/setup', { token, ...late })).problem(409, 'setup_done');
    expect((await api.get('/auth/setup')).as(setupStatus)).toEqual({ required: false });
  });
});

describe('R1 set-up by ADMIN_* variables', () => {
  const server = useServer({ name: 'setup-env', scripted: false });

  test('the admin is there, nothing is left to set up, and no link is printed', async () => {
    const founder = await admin(server.topology);
    expect(founder.user.role).toBe('admin');
    expect((await server.topology.api().get('/auth/setup')).as(setupStatus)).toEqual({ required: false });
    expect(server.topology.logs().filter((line) => line.includes('/setup#token='))).toEqual([]);
    const body = { token: 'any', username: 'late', email: 'late@example.org', password: 'correct horse battery' };
    (await server.topology.api().post('/auth/setup', body)).problem(409, 'setup_done');
  });

  test('rulings 19 who registers is a member of General and in general', async () => {
    const ana = await person(server.topology, 'ana');
    expect((await ana.api().get('/workspaces')).as(workspaces).items).toMatchObject([
      { name: 'General', role: 'member' },
    ]);
    expect((await ana.api().get('/rooms')).as(rooms).items).toMatchObject([{ title: 'general' }]);
  });

  test('a second start finds the admin and makes no other', async () => {
    const before = await admin(server.topology);
    await server.topology.restartAll('SIGTERM');
    const after = await admin(server.topology);
    expect(after.id).toBe(before.id);
    expect((await after.api().get('/workspaces')).as(workspaces).items).toHaveLength(1);
  });
});
