import { clientEvents, type ClientEvent } from '#contract';
import { beforeAll, expect, test } from '@jest/globals';
import { digest } from '../support/digest.js';
import { badBodies } from '../support/mutations.js';
import { world, type World } from '../support/routes/index.js';
import type { SocketClient } from '../support/socket-client.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'bad-events' });
let w: World;
let socket: SocketClient;

beforeAll(async () => {
  w = await world(server.topology);
  socket = await w.ana.socket();
});

const VALID: Record<ClientEvent, () => Record<string, unknown>> = {
  'room:open': () => ({ roomId: w.room.id }),
  'room:close': () => ({ roomId: w.room.id }),
  'message:send': () => ({ roomId: w.room.id, content: 'hello', clientId: 'client-id-0002' }),
  'message:edit': () => ({ messageId: w.message.id, content: 'changed' }),
  'message:delete': () => ({ messageId: w.message.id }),
  'generation:stop': () => ({ generationId: w.answer.generation?.id }),
  typing: () => ({ roomId: w.room.id, active: true }),
  'room:read': () => ({ roomId: w.room.id, seq: 1 }),
  'presence:set': () => ({ state: 'away' }),
  'auth:renew': () => ({ token: 'x'.repeat(50) }),
};

test('every client event of the contract is in the table of this suite', () => {
  expect(Object.keys(VALID).sort()).toEqual(Object.keys(clientEvents).sort());
});

test.each(Object.keys(VALID) as ClientEvent[])(
  '%s: bad payloads are refused in the acknowledgement and change nothing',
  async (event) => {
    const valid = VALID[event]();
    const before = await digest(server.topology, w);
    const extra = [null, 'x', 7, []].map((body) => ({ name: `payload ${JSON.stringify(body)}`, body }));
    for (const { name, body } of [...badBodies(valid, Object.keys(valid)), ...extra]) {
      const error = await socket.refusal(event, body);
      expect({ name, code: error.code, status: error.status }).toEqual({
        name,
        code: 'validation_failed',
        status: 400,
      });
      for (const word of [error.type, error.title, error.detail]) expect(word).toEqual(expect.any(String));
    }
    expect(await digest(server.topology, w)).toEqual(before);
    expect(socket.connected).toBe(true);
  },
);

test('no payload at all, or none but the acknowledgement, is refused as well', async () => {
  for (const event of Object.keys(VALID) as ClientEvent[]) {
    expect((await socket.refusal(event, undefined)).code).toBe('validation_failed');
  }
});

test('a frame beyond 128 KB ends that socket and nothing else', async () => {
  const victim = await w.ana.socket({ reconnect: false });
  const payload = { roomId: w.room.id, content: 'x'.repeat(200_000), clientId: 'client-id-0003' };
  await expect(victim.ack('message:send', payload, 10_000)).rejects.toThrow();
  await victim.losses.waitFor(() => true);
  await socket.emit('room:open', { roomId: w.room.id });
});

test('events that no contract knows do no harm', async () => {
  const answer = socket.raw('no:such:event', { any: 'thing' }, 1_000).catch((error: unknown) => error);
  await socket.emit('room:open', { roomId: w.room.id });
  const got = await answer;
  if (!(got instanceof Error)) expect(got).toMatchObject({ ok: false });
  expect(socket.connected).toBe(true);
});
