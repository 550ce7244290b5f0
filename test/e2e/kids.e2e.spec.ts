import { clientEvents, member, message, page, roomView, type ClientEvent } from '#contract';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { clientId, room, roomOf, say, workspace } from '../factories/places.js';
import { ask } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import { statement } from '../support/database.js';
import { digest } from '../support/digest.js';
import { openApi, operations, type Operation } from '../support/openapi.js';
import { filled, ROUTES, world, type World } from '../support/routes/index.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'kids' });

/** Public, or about nothing but themselves: no wall stands there, and other suites have it. */
type Elsewhere = 'open' | 'own account';
/** Status in a world that the kid has no part in, and about the room that they were assigned to. */
type Walls = readonly [foreign: number, own: number];

/** R13 every operation as a kid finds it; what leaves the room comes last. */
const LINES: Record<string, Elsewhere | Walls> = {
  'GET /auth/setup': 'open',
  'POST /auth/setup': 'open',
  'POST /auth/register': 'open',
  'POST /auth/login': 'open',
  'POST /auth/token': 'open',
  'POST /auth/refresh': 'open',
  'GET /auth/providers': 'open',
  'POST /auth/logout': 'own account',
  'POST /auth/logout-all': 'own account',
  'POST /auth/login/2fa': 'open',
  'POST /auth/password/forgot': 'open',
  'POST /auth/password/reset': 'open',
  'PUT /files/{id}/content': 'open',
  'GET /pictures/{id}': 'open',
  'GET /auth/me': 'own account',
  'POST /auth/reauth': 'own account',
  'POST /auth/2fa/setup': 'own account',
  'POST /auth/2fa/verify': 'own account',
  'POST /auth/2fa/disable': 'own account',
  'POST /auth/2fa/recovery-codes': 'own account',
  'POST /auth/password/change': 'own account',
  'GET /auth/sessions': 'own account',
  'DELETE /auth/sessions/{id}': 'own account',
  'GET /users/me': 'own account',
  'PATCH /users/me': 'own account',
  'DELETE /users/me': 'own account',
  'GET /users/me/export': 'own account',
  'POST /files': 'own account',
  'GET /files/{id}': [404, 404],
  'POST /files/{id}/complete': [404, 404],

  'GET /users': [403, 403],
  'POST /users': [403, 403],
  'POST /users/import': [403, 403],
  'GET /users/lookup': [403, 403],
  // Everybody is in the common room.
  'GET /users/{id}': [200, 200],
  'PATCH /users/{id}': [403, 403],
  'DELETE /users/{id}': [403, 403],
  'POST /users/{id}/reset-password': [403, 403],
  'POST /users/{id}/reset-2fa': [403, 403],
  'DELETE /users/{id}/sessions': [403, 403],
  'GET /users/{id}/rooms': [403, 403],
  'PUT /users/{id}/rooms': [403, 403],

  'GET /settings': [403, 403],
  'PATCH /settings': [403, 403],
  'GET /api-tokens': [403, 403],
  'POST /api-tokens': [403, 403],
  'DELETE /api-tokens/{id}': [403, 403],
  'GET /models': [403, 403],

  'GET /workspaces': [200, 200],
  'POST /workspaces': [403, 403],
  'GET /workspaces/{id}': [404, 200],
  'GET /workspaces/{id}/members': [404, 200],
  'POST /workspaces/{id}/invite': [404, 403],
  'GET /invites/{code}': [403, 403],
  'POST /invites/{code}/accept': [403, 403],

  'GET /workspaces/{id}/rooms': [404, 200],
  'POST /workspaces/{id}/rooms': [404, 403],
  'GET /workspaces/{id}/rooms/discover': [404, 403],
  'GET /rooms': [200, 200],
  'GET /rooms/{id}': [404, 200],
  'POST /rooms/{id}/join': [404, 200],
  'POST /rooms/join': [403, 403],
  'GET /rooms/{id}/code': [404, 403],
  'POST /rooms/{id}/code': [404, 403],
  'DELETE /rooms/{id}/code': [404, 403],
  'GET /rooms/by-code/{code}': [403, 403],
  'GET /rooms/{id}/participants': [404, 200],
  'GET /rooms/{id}/assistants': [404, 200],
  'POST /rooms/{id}/assistants': [404, 403],
  'PATCH /rooms/{id}/assistants/{assistantId}': [404, 403],
  'DELETE /rooms/{id}/assistants/{assistantId}': [404, 403],

  'PATCH /rooms/{id}': [404, 403],
  'DELETE /rooms/{id}': [404, 403],
  'POST /rooms/{id}/archive': [404, 403],
  'DELETE /rooms/{id}/archive': [404, 403],
  'POST /rooms/{id}/transfer': [404, 403],
  'POST /rooms/{id}/invite': [404, 403],
  'PATCH /rooms/{id}/participants/{userId}': [404, 403],
  'DELETE /rooms/{id}/participants/{userId}': [404, 403],
  'PUT /rooms/{id}/participants/{userId}/mute': [404, 403],
  'DELETE /rooms/{id}/participants/{userId}/mute': [404, 403],
  'GET /rooms/{id}/bans': [404, 403],
  'PUT /rooms/{id}/bans/{userId}': [404, 403],
  'DELETE /rooms/{id}/bans/{userId}': [404, 403],
  'POST /direct': [403, 403],

  'GET /rooms/{id}/messages': [404, 200],
  'POST /rooms/{id}/messages': [404, 201],
  'GET /rooms/{id}/changes': [404, 200],
  'GET /messages/{id}': [404, 200],
  'PATCH /messages/{id}': [404, 403],
  'DELETE /messages/{id}': [404, 403],
  'POST /rooms/{id}/read': [404, 200],
  'GET /rooms/{id}/generations': [404, 200],
  'POST /generations/{id}/stop': [404, 403],
  'POST /generations/{id}/retry': [404, 409],
  // With a model named, as the table of bodies does.
  'POST /messages/{id}/regenerate': [404, 403],

  'POST /rooms/{id}/leave': [404, 204],
};

const QUERIES: Record<string, string> = { 'GET /rooms/{id}/changes': '?after=0' };

let kid: Person;
/** The kid has no part in it. */
let foreign: World;
/** The kid was assigned to its room. */
let own: World;
let listed: Map<string, Operation>;

/** Turns somebody who takes part in a room into a kid who was assigned to it. */
const toKid = async (one: Person): Promise<void> => {
  const now = new Date().toISOString().replace('T', ' ').replace('Z', '');
  await statement(server.topology, "UPDATE users SET role = 'kid' WHERE id = ?", [one.id]);
  await statement(server.topology, 'UPDATE participants SET assigned_at = ? WHERE user_id = ?', [now, one.id]);
};

/** A kid in the room of that world. */
const kidIn = async (w: World): Promise<Person> => {
  const one = await person(server.topology, 'kid');
  expect((await one.api().post('/rooms/join', { code: w.roomCode })).status).toBe(200);
  await toKid(one);
  return one;
};

beforeAll(async () => {
  foreign = await world(server.topology);
  own = await world(server.topology);
  kid = await kidIn(own);
  listed = new Map(operations(await openApi(server.topology.api())).map((one) => [one.key, one]));
});

const WALLED = Object.entries(LINES).filter((entry): entry is [string, Walls] => typeof entry[1] !== 'string');

const call = async (key: string, w: World, ids = ROUTES[key]?.ids?.(w) ?? []): Promise<ApiAnswer> => {
  const { path, method } = listed.get(key)!;
  return kid.api().request(method, `${filled(path, ids)}${QUERIES[key] ?? ''}`, { body: ROUTES[key]?.body?.(w) });
};

const bare = (answer: ApiAnswer): object => {
  const { requestId: _requestId, instance: _instance, ...rest } = answer.problem(answer.status);
  return rest;
};

test('every operation of the OpenAPI document has a line here, and the other way round', () => {
  expect(Object.keys(LINES).sort()).toEqual([...listed.keys()].sort());
});

describe('R13 a world that the kid has no part in', () => {
  const RANDOM = '01h00000000000000000000000';

  test.each(WALLED)('%s', async (key, [status]) => {
    const before = await digest(server.topology, foreign);
    const answer = await call(key, foreign);
    expect(answer.status).toBe(status);
    if (status === 200) {
      for (const secret of [foreign.room.id, foreign.room.title, foreign.workspace.id, foreign.workspace.name])
        expect(answer.text).not.toContain(secret);
    } else {
      answer.problem(status, status === 404 ? 'not_found' : 'forbidden');
    }
    if (status === 404) {
      const ids = (ROUTES[key]?.ids?.(foreign) ?? []).map((id) => `${id.split('_')[0]}_${RANDOM}`);
      expect(bare(await call(key, foreign, ids))).toEqual(bare(answer));
    }
    expect(await digest(server.topology, foreign)).toEqual(before);
  });
});

describe('R13 the room that the kid was assigned to', () => {
  test.each(WALLED)('%s', async (key, [, status]) => {
    const answer = await call(key, own);
    expect({ status: answer.status, text: status < 400 ? '' : answer.text }).toMatchObject({ status });
  });
});

describe('R13 what the walls leave open, and what they hide', () => {
  test('a kid asks an assistant, and asks again, but not another model', async () => {
    const w = await world(server.topology);
    const one = await kidIn(w);
    const reader = await one.watch(w.room.id);
    const { id } = await ask(one, reader, '@ai may I ask?');
    await reader.status(id, 'complete');
    (await one.api().post(`/messages/${id}/regenerate`, { model: 'scripted' })).problem(403, 'forbidden');
    (await one.api().post(`/messages/${id}/regenerate`, {})).as(message);
    await reader.message((answer) => answer.id === id && answer.variant?.count === 2 && answer.status === 'complete');
  });

  test('a public room of a workspace that the kid is in does not exist until they are assigned to it', async () => {
    const w = await world(server.topology);
    const one = await kidIn(w);
    const general = ((await one.api().get('/rooms')).as(page(roomView)).items ?? []).find(
      (each) => each.id !== w.room.id,
    );
    const near = await room(w.founder, { workspaceId: general!.workspaceId });
    const socket = await one.socket();
    for (const { id } of [near, await room(w.ana, { workspaceId: w.workspace.id })]) {
      for (const path of ['', '/messages', '/participants', '/assistants', '/generations', '/changes?after=0'])
        (await one.api().get(`/rooms/${id}${path}`)).problem(404, 'not_found');
      (await one.api().post(`/rooms/${id}/join`)).problem(404, 'not_found');
      expect((await socket.refusal('room:open', { roomId: id })).code).toBe('not_found');
    }
    (await one.api().get(`/workspaces/${general!.workspaceId}/rooms/discover`)).problem(403, 'forbidden');
    // There the kid is a member like everybody, and still may not do what members may.
    const body = { title: 'A room of my own', visibility: 'public' };
    (await one.api().post(`/workspaces/${general!.workspaceId}/rooms`, body)).problem(403, 'forbidden');
    (await one.api().post(`/workspaces/${general!.workspaceId}/invite`, {})).problem(403, 'forbidden');
    const seen = (await one.api().get('/rooms')).as(page(roomView)).items.map((each) => each.id);
    expect(seen.sort()).toEqual([general!.id, w.room.id].sort());
  });

  test('of a workspace they see the people of their own rooms', async () => {
    const [ana, ben, cleo] = [
      await person(server.topology, 'ana'),
      await person(server.topology, 'ben'),
      await person(server.topology, 'cleo'),
    ];
    const one = await person(server.topology, 'kid');
    const place = await workspace(ana, [ben, cleo, one]);
    await room(ana, { workspaceId: place.id, members: [ben, one] });
    await room(ana, { workspaceId: place.id, members: [cleo] });
    await toKid(one);
    const peopleOf = async (asker: Person): Promise<string[]> => {
      const found: string[] = [];
      for (let cursor = ''; ;) {
        const path = `/workspaces/${place.id}/members?limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
        const { items, nextCursor } = (await asker.api().get(path)).as(page(member));
        found.push(...items.map((each) => each.user.id));
        if (nextCursor === null) return found;
        cursor = nextCursor;
      }
    };
    expect(await peopleOf(one)).toEqual([ana.id, ben.id, one.id].sort());
    expect(await peopleOf(ana)).toEqual([ana.id, ben.id, cleo.id, one.id].sort());
  });

  test('nobody registers as a kid, or as anything else than a user', async () => {
    const account = { username: 'little.one', email: 'little@example.org', password: 'a long enough password' };
    const answer = await server.topology.api().post('/auth/register', { ...account, role: 'kid' });
    answer.problem(400, 'validation_failed');
  });
});

describe('R13 sockets', () => {
  /** Code in a world that the kid has no part in, and about their own room; null: done. */
  const EVENTS: Record<ClientEvent, [foreign: string | null, own: string | null]> = {
    'room:open': ['not_found', null],
    'room:close': ['not_found', null],
    'message:send': ['not_found', null],
    'message:edit': ['not_found', 'forbidden'],
    'message:delete': ['not_found', 'forbidden'],
    'generation:stop': ['not_found', 'forbidden'],
    typing: ['not_found', null],
    'room:read': ['not_found', null],
    'presence:set': [null, null],
    'auth:renew': [null, null],
  };

  const payloadOf = (event: ClientEvent, w: World, one: Person): object => {
    const payloads: Record<ClientEvent, () => object> = {
      'room:open': () => ({ roomId: w.room.id }),
      'room:close': () => ({ roomId: w.room.id }),
      'message:send': () => ({ roomId: w.room.id, content: 'hello', clientId: clientId() }),
      'message:edit': () => ({ messageId: w.message.id, content: 'changed' }),
      'message:delete': () => ({ messageId: w.message.id }),
      'generation:stop': () => ({ generationId: w.answer.generation?.id }),
      typing: () => ({ roomId: w.room.id, active: true }),
      'room:read': () => ({ roomId: w.room.id, seq: 1 }),
      'presence:set': () => ({ state: 'away' }),
      'auth:renew': () => ({ token: one.session.accessToken }),
    };
    return payloads[event]();
  };

  test('every event of the contract has a line here', () => {
    expect(Object.keys(EVENTS).sort()).toEqual(Object.keys(clientEvents).sort());
  });

  test('each does about foreign rooms and about the own one what its line says', async () => {
    const w = await world(server.topology);
    const one = await kidIn(w);
    const socket = await one.socket();
    const before = await digest(server.topology, foreign);
    for (const [event, codes] of Object.entries(EVENTS) as [ClientEvent, (string | null)[]][]) {
      for (const [index, place] of [foreign, w].entries()) {
        const answer = await socket.ack(event, payloadOf(event, place, one));
        expect({ event, index, code: answer.ok ? null : answer.error.code }).toEqual({
          event,
          index,
          code: codes[index],
        });
      }
    }
    expect(await digest(server.topology, foreign)).toEqual(before);
  });

  test('no event of foreign rooms arrives, nor of people with whom they share none', async () => {
    const w = await world(server.topology);
    const one = await kidIn(w);
    const socket = await one.socket();
    const stranger = await person(server.topology, 'stranger');
    const [general] = (await stranger.api().get('/rooms')).as(page(roomView)).items;
    (await stranger.api().post(`/rooms/${general!.id}/leave`)).empty();
    const near = await room(w.ana, { workspaceId: w.workspace.id });
    const reader = await stranger.watch((await room(stranger)).id);
    const from = socket.heard.entries.length;
    const { id } = await ask(stranger, reader, '@ai a foreign question');
    await reader.status(id, 'complete');
    await say(w.ana, near.id, 'in the room next door');
    await say(foreign.ana, foreign.room.id, 'far away');
    const last = await say(w.ana, w.room.id, 'for the kid');
    await socket.waitFor('message:created', (event) => event.message.id === last.id);
    const heard = socket.heard.entries.slice(from).map(({ payload }) => JSON.stringify(payload));
    for (const secret of [near.id, foreign.room.id, reader.roomId, stranger.id])
      expect(heard.filter((text) => text.includes(secret))).toEqual([]);
    expect((await roomOf(one, w.room.id)).participants.map((each) => each.user.role)).toContain('kid');
  });
});
