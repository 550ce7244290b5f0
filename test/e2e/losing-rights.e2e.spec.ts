import { participant, roomDetail } from '#contract';
import { expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { room, say, workspace } from '../factories/places.js';
import { ask } from '../support/answers.js';
import { execute } from '../support/database.js';
import type { SocketClient } from '../support/socket-client.js';
import { Gate } from '../support/gate.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'losing-rights' });

/** The sweep of every 20 s, and some. */
const SWEEP_MS = 30_000;

/** A room with an answer that has begun, which `ben` watches on a socket at each API process. */
const scene = async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben], visibility: 'invite_only' });
  const sockets = [await ben.socket({ index: 0 }), await ben.socket({ index: 1 })];
  const readers = [];
  for (const socket of sockets) readers.push(await ben.watch(place.id, socket));
  const gate = new Gate();
  const words = `under way in ${place.id}`;
  server.upstream.script(words, async (reply) => {
    await reply.tokens(['heard ', 'so far ']);
    await reply.until(gate.wait());
    await reply.tokens(['not for him ', 'at all']);
  });
  const hers = await ana.watch(place.id);
  const { id } = await ask(ana, hers, `@ai ${words}`);
  for (const reader of [hers, ...readers]) await reader.sees(id, 'heard so far');
  /** Lets the answer end; what his sockets heard of the room since then must be nothing. */
  const goOn = async (): Promise<string> => {
    const marks = sockets.map((socket) => socket.heard.entries.length);
    gate.open();
    await hers.status(id, 'complete');
    await proveLife(ben, sockets);
    return JSON.stringify(sockets.map((socket, index) => socket.heard.entries.slice(marks[index])));
  };
  return { ana, ben, roomId: place.id, sockets, goOn };
};

/** What his own new room makes known comes after whatever he must not hear. */
const proveLife = async (one: Person, sockets: readonly SocketClient[]): Promise<void> => {
  const own = await room(one);
  await say(one, own.id, 'proof of life');
  for (const socket of sockets) await socket.waitFor('message:created', ({ roomId }) => roomId === own.id);
};

const gone = async (one: Person, sockets: readonly SocketClient[], roomId: string): Promise<void> => {
  for (const socket of sockets) {
    await socket.waitFor('participant:left', ({ participant: who }) => who.user.id === one.id, { timeoutMs: 1_000 });
    expect((await socket.refusal('room:open', { roomId })).code).toBe('not_found');
  }
};

test('R24 Q5 removed in the middle of an answer: no token more, on any socket of any process', async () => {
  const { ana, ben, roomId, sockets, goOn } = await scene();
  (await ana.api().delete(`/rooms/${roomId}/participants/${ben.id}`)).empty();
  await gone(ben, sockets, roomId);
  expect(await goOn()).not.toContain(roomId);
});

test('R24 Q5 banned in the middle of an answer: the same', async () => {
  const { ana, ben, roomId, sockets, goOn } = await scene();
  expect((await ana.api().put(`/rooms/${roomId}/bans/${ben.id}`)).status).toBe(200);
  await gone(ben, sockets, roomId);
  expect(await goOn()).not.toContain(roomId);
});

test('R24 Q5 the room made private in the middle of an answer: the same', async () => {
  const { ana, ben, roomId, sockets, goOn } = await scene();
  (await ana.api().patch(`/rooms/${roomId}`, { visibility: 'private' })).as(roomDetail);
  await gone(ben, sockets, roomId);
  expect(await goOn()).not.toContain(roomId);
});

test('R24 Q5 another role counts from the next word on, and reading goes on', async () => {
  const { ana, ben, roomId, sockets, goOn } = await scene();
  (await ana.api().patch(`/rooms/${roomId}/participants/${ben.id}`, { role: 'viewer' })).as(participant);
  for (const socket of sockets)
    expect((await socket.refusal('typing', { roomId, active: true })).code).toBe('forbidden');
  expect(await goOn()).toContain('not for him');
});

test('R24 Q5 no longer public: who was only looking in is out at once', async () => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  const place = await workspace(ana, [ben]);
  const made = await room(ana, { workspaceId: place.id });
  const sockets = [await ben.socket({ index: 0 }), await ben.socket({ index: 1 })];
  for (const socket of sockets) await socket.emit('room:open', { roomId: made.id });
  await say(ana, made.id, 'for all');
  for (const socket of sockets) await socket.waitFor('message:created', ({ message }) => message.content === 'for all');
  (await ana.api().patch(`/rooms/${made.id}`, { visibility: 'invite_only' })).as(roomDetail);
  for (const socket of sockets)
    await socket.waitFor('room:deleted', ({ roomId }) => roomId === made.id, { timeoutMs: 1_000 });
  await say(ana, made.id, 'for few');
  await proveLife(ben, sockets);
  expect(JSON.stringify(sockets.map((socket) => socket.heard.entries))).not.toContain('for few');
});

test('rulings 27 Q5 what no process was told of is caught by the sweep', async () => {
  const { ben, roomId, sockets, goOn } = await scene();
  await execute(server.topology, 'DELETE FROM participants WHERE room_id = ? AND user_id = ?', [roomId, ben.id]);
  for (const socket of sockets)
    await socket.waitFor('room:deleted', (event) => event.roomId === roomId, { timeoutMs: SWEEP_MS });
  expect(await goOn()).not.toContain(roomId);
});

test('rulings 27 Q5 a deactivated account is out of its sockets by the sweep at the latest', async () => {
  const { ben, sockets } = await scene();
  await execute(server.topology, 'UPDATE users SET active = ? WHERE id = ?', ['0', ben.id]);
  for (const socket of sockets) await socket.waitFor('session:ended', () => true, { timeoutMs: SWEEP_MS });
  (await ben.api().get('/rooms')).problem(401, 'unauthorized');
});
