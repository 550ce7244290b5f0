import { clientEvents, TOKEN_SCOPES, type ClientEvent, type TokenScope } from '#contract';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../factories/people.js';
import { clientId } from '../factories/places.js';
import { apiToken } from '../factories/tokens.js';
import { digest } from '../support/digest.js';
import { openApi, operations, type Operation } from '../support/openapi.js';
import { filled, ROUTES, world, type World } from '../support/routes/index.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'token-scopes' });
let w: World;
let listed: Operation[];
const tokens = new Map<string, string>();

const tokenOf = (one: Person, scope: TokenScope): string => tokens.get(`${one.id} ${scope}`) ?? '';

beforeAll(async () => {
  w = await world(server.topology);
  listed = operations(await openApi(server.topology.api()));
  for (const one of [w.ana, w.founder]) {
    for (const scope of one === w.ana ? TOKEN_SCOPES.filter((each) => each !== 'admin') : TOKEN_SCOPES)
      tokens.set(`${one.id} ${scope}`, (await apiToken(one, [scope])).token);
  }
});

/** What sets a model to work. */
const AI = ['POST /messages/{id}/regenerate', 'POST /generations/{id}/retry'];
/** Events that change nothing. */
const READING: readonly ClientEvent[] = ['room:open', 'room:close'];

/** The scope that an operation asks of an API token (R8, rulings 16); null where it asks for no credential. */
const scopeOf = (key: string): TokenScope | null => {
  if (ROUTES[key]?.open || key === 'POST /auth/logout') return null;
  if (ROUTES[key]?.admin) return 'admin';
  if (AI.includes(key)) return 'ai';
  return key.startsWith('GET ') ? 'read' : 'write';
};

/** The same of an event; whoever is connected may show a token. */
const scopeOfEvent = (event: ClientEvent): TokenScope | null =>
  event === 'auth:renew' ? null : READING.includes(event) ? 'read' : 'write';

/** What administration does, it does to nobody, so that the world goes on. */
const idsOf = (key: string): string[] => {
  const ids = ROUTES[key]?.ids?.(w) ?? [];
  return ROUTES[key]?.admin ? ids.map((id) => `${id.split('_')[0]}_01h00000000000000000000000`) : ids;
};

/** Scopes in an order in which the world lasts long enough: those that change it come last. */
const ORDER: readonly TokenScope[] = ['read', 'admin', 'ai', 'write'];

describe.each(ORDER)('R8 a token with the scope %s alone', (scope) => {
  const unchanged = scope === 'read';

  test('on REST: what asks for another scope is refused, nothing else is refused for that', async () => {
    const before = unchanged ? await digest(server.topology, w) : null;
    for (const { key, method, path } of listed.filter((each) => scopeOf(each.key) !== null)) {
      const one = ROUTES[key]?.admin || scope === 'admin' ? w.founder : w.ana;
      const api = server.topology.api().with(tokenOf(one, scope));
      const answer = await api.request(method, filled(path, idsOf(key)), {
        body: ROUTES[key]?.body?.(w),
      });
      const code = answer.status >= 400 && !ROUTES[key]?.form ? answer.problem(answer.status).code : undefined;
      const missing = scopeOf(key) !== scope;
      expect({ key, missing: code === 'scope_missing' }).toEqual({ key, missing });
      expect({ key, known: answer.status !== 401 }).toEqual({ key, known: true });
    }
    if (before) expect(await digest(server.topology, w)).toEqual(before);
  });

  test('on a socket: the same', async () => {
    // Where the token of ana was not to be had, the founder speaks: what is refused is refused before the room is looked at.
    const one = scope === 'admin' ? w.founder : w.ana;
    const token = tokenOf(one, scope);
    const payloads: Record<ClientEvent, Record<string, unknown>> = {
      'room:open': { roomId: w.room.id },
      'message:send': { roomId: w.room.id, content: 'hello', clientId: clientId() },
      'message:edit': { messageId: w.message.id, content: 'changed' },
      'generation:stop': { generationId: w.answer.generation?.id },
      typing: { roomId: w.room.id, active: true },
      'room:read': { roomId: w.room.id, seq: 1 },
      'presence:set': { state: 'away' },
      'auth:renew': { token },
      'room:close': { roomId: w.room.id },
      'message:delete': { messageId: w.message.id },
    };
    expect(Object.keys(payloads).sort()).toEqual(Object.keys(clientEvents).sort());
    const socket = await one.socket({ token });
    const before = unchanged ? await digest(server.topology, w) : null;
    for (const [event, payload] of Object.entries(payloads) as [ClientEvent, object][]) {
      const answer = await socket.ack(event, payload);
      const needed = scopeOfEvent(event);
      const missing = needed !== null && needed !== scope;
      const code = answer.ok ? undefined : answer.error.code;
      expect({ event, missing: code === 'scope_missing' }).toEqual({ event, missing });
    }
    if (before) expect(await digest(server.topology, w)).toEqual(before);
  });
});
