import { clientEvents, type ClientEvent } from '#contract';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiAnswer } from '../support/api-client.js';
import { execute } from '../support/database.js';
import { digest } from '../support/digest.js';
import { openApi, operations, type Operation } from '../support/openapi.js';
import { filled, ROUTES, world, type World } from '../support/routes/index.js';
import type { SocketClient } from '../support/socket-client.js';
import { useServer } from '../support/suite.js';

/** Q7: what belongs to another workspace answers exactly as what never was, wherever its id is put. */
const server = useServer({ name: 'foreign-ids' });

const NEVER = '01h00000000000000000000000';
const TYPE_ID = /^([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

let mine: World;
let theirs: World;
let listed: Map<string, Operation>;
let socket: SocketClient;

beforeAll(async () => {
  mine = await world(server.topology);
  theirs = await world(server.topology);
  // Everybody who registers is in the default workspace; these two have left it, so nobody of it knows them.
  for (const { id } of [theirs.ana, theirs.ben]) {
    const others = 'DELETE FROM workspace_members WHERE user_id = ? AND workspace_id <> ?';
    await execute(server.topology, others, [id, theirs.workspace.id]);
  }
  listed = new Map(operations(await openApi(server.topology.api())).map((one) => [one.key, one]));
  socket = await mine.ana.socket();
});

/** An id of the same kind under which there is nothing. */
const never = (id: string): string => `${TYPE_ID.exec(id)?.[1] ?? 'x'}_${NEVER}`;

/** What there is to see of an answer, but for the address and the number of the request. */
const seen = (answer: ApiAnswer): unknown => {
  const { instance: _instance, requestId: _requestId, ...rest } = answer.problem(answer.status);
  return rest;
};

/** Fields that hold ids, by name; those that are not anybody's objects are left out. */
const FOREIGN: Record<string, (w: World) => string | string[]> = {
  replyToId: (w) => w.message.id,
  threadId: (w) => w.message.id,
  assistantId: (w) => w.assistantId,
  userId: (w) => w.ben.id,
  userIds: (w) => [w.ben.id],
  roomId: (w) => w.room.id,
  roomIds: (w) => [w.room.id],
  workspaceId: (w) => w.workspace.id,
  messageId: (w) => w.message.id,
  generationId: (w) => w.answer.generation?.id ?? '',
};
/** Made by the client; a name of a provider; ids of uploads, which are their owner's and of no workspace. */
const NO_OBJECT = /^(clientId|providerId|fileIds|.*FileId)$/;
const isReference = (name: string): boolean => /Ids?$/.test(name) && !NO_OBJECT.test(name);

const KEYS = Object.keys(ROUTES).filter((key) => !ROUTES[key]?.admin && !ROUTES[key]?.open);
const operation = (key: string): Operation => {
  const found = listed.get(key);
  if (found === undefined) throw new Error(`The OpenAPI document does not list ${key}`);
  return found;
};
const call = (key: string, ids: readonly string[], body?: unknown, query = ''): Promise<ApiAnswer> => {
  const { method, path } = operation(key);
  return mine.ana.api().request(method, `${filled(path, ids)}${query}`, { body });
};
const untouched = async (act: () => Promise<void>): Promise<void> => {
  const before = [await digest(server.topology, theirs), await digest(server.topology, mine)];
  await act();
  expect([await digest(server.topology, theirs), await digest(server.topology, mine)]).toEqual(before);
};

describe('Q7 in the path', () => {
  const withIds = KEYS.filter((key) => ROUTES[key]?.ids);

  test.each(withIds)('%s', async (key) => {
    const route = ROUTES[key]!;
    const own = route.ids!(mine);
    const foreign = route.ids!(theirs);
    const places = own.flatMap((id, place) => (TYPE_ID.test(id) && id !== foreign[place] ? [place] : []));
    // Each place alone (own parent, foreign child, and the other way round), and all at once.
    const choices = [...places.map((place) => [place]), ...(places.length > 1 ? [places] : [])];
    const query = operation(key).query.includes('after') && !operation(key).query.includes('before') ? '?after=0' : '';
    await untouched(async () => {
      for (const choice of choices) {
        const put = (from: readonly string[]): string[] =>
          own.map((id, place) => (choice.includes(place) ? from[place]! : id));
        const body = route.body?.(mine);
        const answer = await call(key, put(foreign), body, query);
        expect({ choice, status: answer.status }).toEqual({ choice, status: 404 });
        expect(seen(answer)).toEqual(seen(await call(key, put(own.map(never)), body, query)));
      }
    });
  });
});

describe('Q7 in the body', () => {
  test.each(KEYS)('%s', async (key) => {
    const route = ROUTES[key]!;
    const fields = Object.keys(operation(key).body?.properties ?? {}).filter(isReference);
    await untouched(async () => {
      for (const field of fields) {
        const foreign = FOREIGN[field];
        if (!foreign) throw new Error(`Say in FOREIGN what the ids in ${field} are of`);
        const value = foreign(theirs);
        const nothing = typeof value === 'string' ? never(value) : value.map(never);
        const send = (given: unknown): Promise<ApiAnswer> =>
          call(key, route.ids?.(mine) ?? [], { ...route.body?.(mine), [field]: given });
        const answer = await send(value);
        expect({ field, status: answer.status }).toEqual({ field, status: 404 });
        expect(seen(answer)).toEqual(seen(await send(nothing)));
      }
    });
  });
});

describe('Q7 in the query', () => {
  test.each(KEYS.filter((key) => key.startsWith('GET')))('%s', async (key) => {
    const own = ROUTES[key]?.ids?.(mine) ?? [];
    for (const name of operation(key).query.filter(isReference)) {
      const value = String(FOREIGN[name]?.(theirs));
      const answer = await call(key, own, undefined, `?${name}=${value}`);
      expect({ name, status: answer.status }).toEqual({ name, status: 404 });
      expect(seen(answer)).toEqual(seen(await call(key, own, undefined, `?${name}=${never(value)}`)));
    }
  });
});

describe('Q7 in socket events', () => {
  const MORE: Partial<Record<ClientEvent, object>> = {
    'message:send': { content: 'hello', clientId: 'client-id-0004' },
    'message:edit': { content: 'changed' },
    typing: { active: true },
    'room:read': { seq: 1 },
  };
  const events = (Object.keys(clientEvents) as ClientEvent[]).flatMap((event) =>
    Object.keys(clientEvents[event].payload.shape)
      .filter(isReference)
      .map((field) => [event, field] as const),
  );

  test.each(events)('%s, %s', async (event, field) => {
    const rest = {
      ...MORE[event],
      ...(event === 'message:send' && field !== 'roomId' ? { roomId: mine.room.id } : {}),
    };
    const id = String(FOREIGN[field]?.(theirs));
    await untouched(async () => {
      const problem = await socket.refusal(event, { ...rest, [field]: id });
      expect(problem.status).toBe(404);
      expect(problem).toEqual(await socket.refusal(event, { ...rest, [field]: never(id) }));
    });
  });
});
