import { assistant, message, roomCode, type Problem } from '#contract';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { clientId, history, room, say } from '../factories/places.js';
import { answerTo, ask } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import { useServer } from '../support/suite.js';

/** A refusal as every limit gives it, with the seconds to wait. */
const limited = (answer: ApiAnswer): Problem => {
  const problem = answer.problem(429, 'rate_limited');
  const wait = Number(answer.headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(wait).toBeLessThanOrEqual(3_600);
  return problem;
};
const numbers = (answer: ApiAnswer): (number | null)[] =>
  ['limit', 'remaining', 'reset'].map((name) => {
    const value = answer.headers.get(`ratelimit-${name}`);
    return value === null ? null : Number(value);
  });

describe('§14 RATE_REQUESTS_PER_MINUTE', () => {
  const server = useServer({ name: 'rates', scripted: false, env: { RATE_REQUESTS_PER_MINUTE: '20' } });
  let [ana, ben, cleo]: Person[] = [];

  // Before a test has used up what this address may do without signing in.
  beforeAll(async () => {
    [ana, ben, cleo] = [await person(server.topology), await person(server.topology), await person(server.topology)];
  });

  test('answers tell what is left, and beyond it a person waits, on every process alike; others do not', async () => {
    for (let left = 19; left >= 0; left--) {
      const answer = await ana!.api(left).get('/auth/me');
      expect(answer.status).toBe(200);
      const [limit, remaining, reset] = numbers(answer);
      expect([limit, remaining]).toEqual([20, left]);
      expect(reset).toBeGreaterThanOrEqual(1);
      expect(reset).toBeLessThanOrEqual(60);
    }
    for (const index of [0, 1]) {
      const refused = await ana!.api(index).post('/workspaces', { name: 'One too many' });
      limited(refused);
      expect(numbers(refused).slice(0, 2)).toEqual([20, 0]);
    }
    expect((await ben!.api().get('/auth/me')).status).toBe(200);
  });

  test('refusals carry the numbers too, and count', async () => {
    const before = numbers(await ben!.api().get('/auth/me'))[1] ?? 0;
    expect(numbers(await ben!.api().get('/rooms/room_01h00000000000000000000000'))[1]).toBe(before - 1);
    expect(numbers(await ben!.api().get('/settings'))[1]).toBe(before - 2);
  });

  test('events of sockets count with them; the socket stays', async () => {
    const socket = await cleo!.socket();
    for (let used = 0; used < 10; used++) await socket.emit('presence:set', { state: used % 2 ? 'online' : 'away' });
    expect(numbers(await cleo!.api().get('/auth/me'))[1]).toBe(9);
    for (let used = 0; used < 9; used++) await socket.emit('presence:set', { state: used % 2 ? 'away' : 'online' });
    const refused = await socket.refusal('presence:set', { state: 'online' });
    expect(refused).toMatchObject({ code: 'rate_limited', status: 429 });
    limited(await cleo!.api().get('/auth/me'));
    expect(socket.connected).toBe(true);
  });

  test('who is not signed in is counted by address, and no header that they send changes that', async () => {
    const api = server.topology.api();
    const first = numbers(await api.get('/auth/setup'))[1] ?? 0;
    const forged = { 'X-Forwarded-For': '203.0.113.7', Forwarded: 'for=203.0.113.7', 'X-Real-IP': '203.0.113.7' };
    expect(numbers(await api.get('/auth/setup', forged))[1]).toBe(first - 1);
    // A wrong token is no way round: nobody is signed in by it.
    expect(numbers(await api.with('clq_not-a-token').get('/auth/me'))[1]).toBe(first - 2);
    for (let left = first - 3; left >= 0; left--) await api.get('/auth/providers', forged);
    for (const headers of [{}, forged]) limited(await api.get('/auth/setup', headers));
    limited(await api.with('clq_not-a-token').get('/auth/me'));
    limited(await api.post('/auth/login', { login: ana!.email, password: ana!.password }));
  });

  test('health, documents, keys and the page are not counted', async () => {
    for (const path of [
      '//health',
      '//health/ready',
      '//.well-known/jwks.json',
      '//openapi.json',
      '//docs',
      '//login',
    ]) {
      const answer = await server.topology.api().get(path, { Accept: 'text/html,application/json' });
      expect({ path, status: answer.status, numbers: numbers(answer) }).toEqual({
        path,
        status: 200,
        numbers: [null, null, null],
      });
    }
  });
});

describe('quality §2 X-Forwarded-For, behind a proxy that is trusted', () => {
  const server = useServer({
    name: 'proxied',
    scripted: false,
    env: { RATE_REQUESTS_PER_MINUTE: '5', TRUSTED_PROXIES: '127.0.0.1', MAX_SOCKETS_PER_ADDRESS: '2' },
  });
  const from = async (address: string): Promise<ApiAnswer> =>
    server.topology.api().get('/auth/setup', { 'X-Forwarded-For': address });
  const use = async (address: string): Promise<void> => {
    for (let used = 0; used < 5; used++) expect((await from(address)).status).toBe(200);
    limited(await from(address));
  };

  test('each address has its own count, and what it claims of others is not believed', async () => {
    await use('203.0.113.1');
    expect((await from('203.0.113.2')).status).toBe(200);
    limited(await from('203.0.113.77, 203.0.113.1'));
    expect(numbers(await from('203.0.113.1, 203.0.113.2'))[1]).toBe(3);
  });

  test('of IPv6, those who share the first 64 bits count as one', async () => {
    await use('2001:db8:1:1::1');
    limited(await from('2001:db8:1:1:ffff:ffff:ffff:fffe'));
    expect((await from('2001:db8:1:2::1')).status).toBe(200);
  });

  test('sockets are counted by the address behind the proxy', async () => {
    const ana = await person(server.topology, 'ana', 0);
    const at = (address: string) => ({ index: 0, reconnect: false, headers: { 'X-Forwarded-For': address } });
    await ana.socket(at('203.0.113.4'));
    await ana.socket(at('203.0.113.4'));
    expect(await ana.dial(at('203.0.113.4')).refused()).toBe('rate_limited');
    expect(await ana.dial(at('203.0.113.5, 203.0.113.4')).refused()).toBe('rate_limited');
    await ana.socket(at('203.0.113.5'));
    await ana.socket(at('2001:db8:9:9::1'));
    await ana.socket(at('2001:db8:9:9::2'));
    expect(await ana.dial(at('2001:db8:9:9::3')).refused()).toBe('rate_limited');
  });
});

describe('§14 what one may say, ask and hold open', () => {
  const server = useServer({
    name: 'rates-chat',
    env: { RATE_SENDS_PER_MINUTE: '4', RATE_AI_PER_MINUTE: '3', MAX_SOCKETS_PER_USER: '3' },
  });

  test('RATE_SENDS_PER_MINUTE: beyond it the message is refused and nothing stored, by REST and by socket', async () => {
    const ana = await person(server.topology, 'ana');
    const ben = await person(server.topology, 'ben');
    const place = await room(ana, { members: [ben] });
    const other = await room(ana);
    const socket = await ana.socket();
    const send = async (index: number): Promise<ApiAnswer> =>
      ana.api(index).post(`/rooms/${place.id}/messages`, { content: `by REST ${index}`, clientId: clientId() });
    const first = { content: 'said twice', clientId: clientId() };
    const stored = (await ana.api().post(`/rooms/${place.id}/messages`, first)).as(message, 201);
    (await send(0)).as(message, 201);
    (await send(1)).as(message, 201);
    await socket.emit('message:send', { roomId: place.id, content: 'by socket', clientId: clientId() });
    const before = await history(ana, place.id);
    for (const index of [0, 1]) limited(await send(index));
    const payload = { roomId: place.id, content: 'one too many', clientId: clientId() };
    expect((await socket.refusal('message:send', payload)).code).toBe('rate_limited');
    expect(await history(ana, place.id)).toEqual(before);

    // What is stored already is answered however often it is sent.
    for (let again = 0; again < 6; again++) {
      expect((await ana.api(again).post(`/rooms/${place.id}/messages`, first)).as(message).id).toBe(stored.id);
    }
    expect((await socket.emit('message:send', { roomId: place.id, ...first })).message.id).toBe(stored.id);
    // The rate is one person's in one room.
    await say(ana, other.id, 'elsewhere');
    await say(ben, place.id, 'another person');
  });

  test('a message that is sent again is not counted', async () => {
    const ana = await person(server.topology, 'ana');
    const place = await room(ana);
    const first = { content: 'once', clientId: clientId() };
    for (let again = 0; again < 10; again++) await ana.api(again).post(`/rooms/${place.id}/messages`, first);
    for (const text of ['two', 'three', 'four']) await say(ana, place.id, text);
    limited(await ana.api().post(`/rooms/${place.id}/messages`, { content: 'five', clientId: clientId() }));
  });

  test('RATE_AI_PER_MINUTE: the message is stored, who may not answer says so, in all rooms together', async () => {
    const ana = await person(server.topology, 'ana');
    const ben = await person(server.topology, 'ben');
    const place = await room(ana, { members: [ben] });
    const second = (await ana.api().post(`/rooms/${place.id}/assistants`, { name: 'Styx', handle: 'styx' })).as(
      assistant,
      201,
    );
    const [hers, elsewhere] = [await ana.watch(place.id), await ana.watch((await room(ana)).id)];
    for (const reader of [hers, elsewhere]) {
      const { id } = await ask(ana, reader, '@ai a question');
      await reader.status(id, 'complete');
    }
    const both = await say(ana, place.id, '@ai and @styx, a question');
    await hers.status((await answerTo(hers, both, 1)).id, 'complete');
    const refused = await hers.status((await answerTo(hers, both, 2)).id, 'failed');
    expect(refused.author.id).toBe(second.id);
    expect(refused.generation?.error).toMatchObject({
      code: 'rate_limited',
      detail: expect.stringMatching(/too often/),
    });
    const { id, answer, generationId } = await ask(ana, elsewhere, '@ai one more');
    const failed = await elsewhere.status(id, 'failed');
    expect(failed.generation?.error?.code).toBe('rate_limited');
    expect(server.upstream.callsOf('one more')).toHaveLength(0);

    limited(await ana.api().post(`/messages/${answer.id}/regenerate`, {}));
    limited(await ana.api().post(`/generations/${generationId}/retry`));
    expect((await elsewhere.status(id, 'failed')).variant?.count).toBe(1);
    const bens = await ask(ben, hers, '@ai and for me?');
    await hers.status(bens.id, 'complete');
  });

  test('MAX_SOCKETS_PER_USER: no more get in, however many try at once, until one leaves', async () => {
    const ana = await person(server.topology, 'ana');
    const ben = await person(server.topology, 'ben', ana.home);
    const dialled = Array.from({ length: 9 }, () => ana.dial({ reconnect: false }));
    const outcomes = await Promise.all(
      dialled.map(async (one) => Promise.any([one.ready().then(() => 'in'), one.refused()])),
    );
    expect(outcomes.sort()).toEqual(['in', 'in', 'in', ...Array<string>(6).fill('rate_limited')]);
    await ben.socket();
    dialled.find((one) => one.connected)?.close();
    await ana.socket();
    expect(await ana.dial({ reconnect: false }).refused()).toBe('rate_limited');
  });

  test('rulings 16 room codes: twenty wrong ones in an hour, right ones are free', async () => {
    const ana = await person(server.topology, 'ana');
    const ben = await person(server.topology, 'ben');
    const place = await room(ana);
    const { code } = (await ana.api().post(`/rooms/${place.id}/code`)).as(roomCode, 201);
    const preview = async (tried: string, index = 0): Promise<ApiAnswer> =>
      ben.api(index).get(`/rooms/by-code/${tried}`);
    for (let right = 0; right < 25; right++) expect((await preview(code, right)).status).toBe(200);
    for (let wrong = 0; wrong < 19; wrong++) (await preview(`wrong-${wrong}`, wrong)).problem(404, 'not_found');
    (await ben.api().post('/rooms/join', { code: 'wrong-as-well' })).problem(404, 'not_found');
    limited(await preview('wrong-again'));
    limited(await preview(code, 1));
    limited(await ben.api().post('/rooms/join', { code }));
    expect((await ana.api().get(`/rooms/by-code/${code}`)).status).toBe(200);
  });
});
