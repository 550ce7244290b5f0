import { readMark } from '#contract';
import { expect, test } from '@jest/globals';
import { person } from '../factories/people.js';
import { history, room, roomOf, say } from '../factories/places.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'live', scripted: false });

test('R32 typing is heard by those who have the room open, and by no other', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben] });
  const writer = await ana.socket();
  const [open, idle] = [await ben.socket(), await ben.socket()];
  await ben.watch(place.id, open);
  await writer.emit('room:open', { roomId: place.id });
  await writer.emit('typing', { roomId: place.id, active: true });
  await open.waitFor('typing', (event) => event.userId === ana.id && event.active);
  await writer.emit('typing', { roomId: place.id, active: false });
  await open.waitFor('typing', (event) => event.userId === ana.id && !event.active);
  await say(ana, place.id, 'what I typed');
  await idle.waitFor('message:created');
  expect(idle.all('typing')).toEqual([]);
  expect(writer.all('typing')).toEqual([]);

  await open.emit('room:close', { roomId: place.id });
  const from = open.heard.entries.length;
  await writer.emit('typing', { roomId: place.id, active: true });
  await say(ana, place.id, 'unseen');
  await open.waitFor('message:created', ({ message }) => message.content === 'unseen');
  expect(open.heard.entries.slice(from).filter((entry) => entry.event === 'typing')).toEqual([]);
});

test('R32 presence over two tabs: online until the last one goes, away only when all are', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben] });
  const watcher = await ana.socket();
  const [one, two] = [await ben.socket(), await ben.socket({ index: ben.home + 1 })];
  const about = (state: string) => (event: { userId: string; state: string }) =>
    event.userId === ben.id && event.state === state;
  await watcher.waitFor('presence:changed', about('online'));
  await one.emit('presence:set', { state: 'away' });
  await two.emit('presence:set', { state: 'away' });
  await watcher.waitFor('presence:changed', about('away'));
  const back = watcher.heard.entries.length;
  await two.emit('presence:set', { state: 'online' });
  await watcher.waitFor('presence:changed', about('online'), { from: back });
  const from = watcher.heard.entries.length;
  one.close();
  await say(ben, place.id, 'one tab less');
  await watcher.waitFor('message:created', ({ message }) => message.content === 'one tab less', { from });
  // Being told again that he is here would be no harm; that he is gone would be wrong.
  const since = watcher.heard.entries.slice(from).filter(({ event }) => event === 'presence:changed');
  expect(since.filter(({ payload }) => !about('online')(payload as never))).toEqual([]);
  two.close();
  const gone = await watcher.waitFor('presence:changed', about('offline'), { from });
  expect(gone.lastSeenAt).not.toBeNull();
});

test('R32 who opens a room is told who is there', async () => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  const place = await room(ana, { members: [ben] });
  await ben.socket();
  const socket = await ana.socket();
  const opened = await socket.emit('room:open', { roomId: place.id });
  const state = (id: string) => opened.presence.find((one) => one.userId === id)?.state;
  expect(state(ana.id)).toBe('online');
  expect(state(ben.id)).toBe('online');
});

test('R29 read positions: unread counts, seen by the others, also set backwards', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben] });
  const watcher = await ana.socket();
  for (const text of ['one', 'two', 'three']) await say(ana, place.id, text);
  const [first, , third] = (await history(ana, place.id)).filter((one) => one.kind === 'text');
  const unread = async (who = ben): Promise<number> => (await roomOf(who, place.id)).me.unread;
  expect(await unread()).toBe(3);
  expect(await unread(ana)).toBe(0);
  (await ben.api().post(`/rooms/${place.id}/read`, { seq: first?.seq })).as(readMark);
  expect(await unread()).toBe(2);
  await watcher.waitFor('room:read', (event) => event.userId === ben.id && event.seq === first?.seq);
  const socket = await ben.socket();
  await socket.emit('room:read', { roomId: place.id, seq: third?.seq });
  await watcher.waitFor('room:read', (event) => event.userId === ben.id && event.seq === third?.seq);
  expect(await unread()).toBe(0);
  expect((await roomOf(ben, place.id)).me.readSeq).toBe(third?.seq);
  (await ben.api().post(`/rooms/${place.id}/read`, { seq: first?.seq })).as(readMark);
  expect(await unread()).toBe(2);
});

test('rulings 8 events are the same for every reader: none carries `me`', async () => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  const socket = await ana.socket();
  const place = await room(ana, { members: [ben] });
  await say(ben, place.id, 'hello');
  await socket.waitFor('message:created', ({ roomId }) => roomId === place.id);
  for (const { payload } of socket.heard.entries) expect(JSON.stringify(payload)).not.toMatch(/"me":|"can":/);
});

test('a socket without a good token is told so; renewing keeps it', async () => {
  const ana = await person(server.topology, 'ana');
  expect(await ana.dial({ token: 'no.token.at-all', reconnect: false }).refused()).toBe('unauthorized');
  const socket = await ana.socket();
  await socket.emit('auth:renew', { token: ana.session.accessToken });
  expect((await socket.refusal('auth:renew', { token: 'no.token.at-all' })).status).toBe(401);
  const ben = await person(server.topology, 'ben');
  expect((await socket.refusal('auth:renew', { token: ben.session.accessToken })).status).toBe(401);
});
