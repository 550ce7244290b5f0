import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiAnswer, ApiClient } from '../support/api-client.js';
import { digest } from '../support/digest.js';
import { badBodies } from '../support/mutations.js';
import { openApi, operations, type Operation } from '../support/openapi.js';
import { filled, ROUTES, world, type World } from '../support/routes/index.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'bad-input' });
let w: World;
let listed: Map<string, Operation>;

beforeAll(async () => {
  w = await world(server.topology);
  listed = new Map(operations(await openApi(server.topology.api())).map((one) => [one.key, one]));
});

const operation = (key: string): Operation => {
  const found = listed.get(key);
  if (found === undefined) throw new Error(`The OpenAPI document does not list ${key}`);
  return found;
};
const pathOf = (key: string): string => filled(operation(key).path, ROUTES[key]?.ids?.(w) ?? []);
/** The one who may call it. */
const caller = (key: string): ApiClient => (ROUTES[key]?.admin ? w.founder : w.ana).api();
const KEYS = Object.keys(ROUTES);
const WITH_BODY = KEYS.filter((key) => ROUTES[key]?.body);
const WRITING = KEYS.filter((key) => !key.startsWith('GET') && !ROUTES[key]?.form && !ROUTES[key]?.raw);

const stays = async (act: () => Promise<void>): Promise<void> => {
  const before = await digest(server.topology, w);
  await act();
  expect(await digest(server.topology, w)).toEqual(before);
};

test('every operation of the OpenAPI document is in the table of this suite, and the other way round', () => {
  expect([...listed.keys()].sort()).toEqual([...KEYS].sort());
});

test('the body schemas of the document fit the bodies of the table', () => {
  for (const key of KEYS) {
    const { body, required } = operation(key);
    const sent = ROUTES[key]?.body?.(w);
    if (ROUTES[key]?.form || ROUTES[key]?.raw) continue;
    expect({ key, hasBody: body !== undefined }).toEqual({ key, hasBody: sent !== undefined });
    if (sent !== undefined) expect(Object.keys(sent)).toEqual(expect.arrayContaining(required));
  }
});

describe('bad bodies: a problem document, and nothing changes', () => {
  const send = async (key: string, body: unknown, type?: string): Promise<ApiAnswer> =>
    caller(key).request(operation(key).method, pathOf(key), {
      body,
      headers: type === undefined ? {} : { 'Content-Type': type },
    });

  test.each(WITH_BODY)('%s: missing, extra, wrong-typed and oversized fields', async (key) => {
    const valid = ROUTES[key]?.body?.(w) ?? {};
    await stays(async () => {
      for (const { name, body } of badBodies(valid, operation(key).required)) {
        const answer = await send(key, JSON.stringify(body));
        expect({ name, status: answer.status }).toEqual({ name, status: 400 });
        expect(['validation_failed', 'malformed_body', 'weak_password']).toContain(answer.problem(400).code);
      }
    });
  });

  test.each(WITH_BODY)('%s: errors name the field', async (key) => {
    const valid = ROUTES[key]?.body?.(w) ?? {};
    for (const field of Object.keys(valid)) {
      const problem = (await send(key, { ...valid, [field]: { wrong: true } })).problem(400, 'validation_failed');
      expect({ field, paths: problem.errors?.some((one) => one.path.startsWith(field)) }).toEqual({
        field,
        paths: true,
      });
    }
  });

  test.each(WRITING)('%s: broken JSON 400, too much 413', async (key) => {
    await stays(async () => {
      for (const body of ['{"a":', '{a:1}', '\u0000', '{"a":1}}'])
        (await send(key, body)).problem(400, 'malformed_body');
      const huge = JSON.stringify({ ...ROUTES[key]?.body?.(w), surprise: 'x'.repeat(300_000) });
      (await send(key, huge)).problem(413, 'payload_too_large');
    });
  });

  test.each(WITH_BODY)('%s: other content types 415', async (key) => {
    const valid = JSON.stringify(ROUTES[key]?.body?.(w) ?? {});
    await stays(async () => {
      for (const type of [
        'text/plain',
        'application/xml',
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
      ]) {
        (await send(key, valid, type)).problem(415, 'unsupported_media_type');
      }
    });
  });
});

describe('bad addresses', () => {
  const WITH_IDS = KEYS.filter((key) => ROUTES[key]?.ids);
  const RANDOM = '01h00000000000000000000000';
  const BAD = ['x', '\u0000', "' OR 1=1 --", '../../etc/passwd', 'room_', `usr_${RANDOM}`, 'x'.repeat(2000), '🐙'];

  test.each(WITH_IDS)('%s: ids that are none, and ids of nothing', async (key) => {
    const { path, method } = operation(key);
    const good = ROUTES[key]?.ids?.(w) ?? [];
    const body = ROUTES[key]?.body?.(w);
    await stays(async () => {
      for (const [place, id] of good.entries()) {
        const nothing = id.includes('_') ? `${id.split('_')[0]}_${RANDOM}` : 'nothing-like-it';
        for (const bad of [...BAD, nothing]) {
          const ids = good.map((one, index) => (index === place ? bad : one));
          const answer = await caller(key).request(method, filled(path, ids), { body });
          const expected = bad === nothing ? [404] : [400, 404];
          expect({ bad, fits: expected.includes(answer.status), status: answer.status }).toMatchObject({
            bad,
            fits: true,
          });
          answer.problem(answer.status);
        }
      }
    });
  });

  const QUERIES: Record<string, string[]> = {
    limit: ['0', '101', '-1', '1.5', 'x', '', '1e99'],
    before: ['-1', 'x', '1.5', '99999999999999999999'],
    after: ['-1', 'x', '1.5', '99999999999999999999'],
    around: ['-1', 'x', '1.5', '99999999999999999999'],
    cursor: ['made-up', 'x'.repeat(500), '%00'],
  };
  const READING = KEYS.filter((key) => key.startsWith('GET'));

  test.each(READING)('%s: query values that cannot be', async (key) => {
    const { query } = operation(key);
    const base: Record<string, string> = query.includes('after') && !query.includes('before') ? { after: '0' } : {};
    const tries: Record<string, string>[] = query.flatMap((name) =>
      (QUERIES[name] ?? []).map((value) => ({ ...base, [name]: value })),
    );
    if (query.length > 0) tries.push({ ...base, surprise: '1' });
    for (const one of tries) {
      const answer = await caller(key).get(`${pathOf(key)}?${new URLSearchParams(one).toString()}`);
      expect({ one, status: answer.status }).toEqual({ one, status: 400 });
      answer.problem(400, 'validation_failed');
    }
  });

  test('an unknown route and an unknown method are problems too', async () => {
    (await w.ana.api().get('/no/such/route')).problem(404, 'not_found');
    (await w.ana.api().request('PUT', '/workspaces', { body: {} })).problem(404, 'not_found');
  });
});

test.each(KEYS.filter((key) => !ROUTES[key]?.open))('%s: without credentials 401', async (key) => {
  const { method } = operation(key);
  const answer = await server.topology.api().request(method, pathOf(key), { body: ROUTES[key]?.body?.(w) });
  answer.problem(401, 'unauthorized');
});
