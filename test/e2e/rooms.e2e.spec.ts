import { page, participant, roomCode, roomDetail, roomPreview, roomView } from '#contract';
import { expect, test } from '@jest/globals';
import { person } from '../factories/people.js';
import { room, roomOf, say, workspace } from '../factories/places.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'rooms', scripted: false });

const rooms = page(roomView);
const participants = page(participant);

test('R19 R35 a new room: its maker owns it, @ai is in it', async () => {
  const ana = await person(server.topology, 'ana');
  const made = await room(ana, { title: 'Planning', topic: 'What next?' });
  expect(made).toMatchObject({
    title: 'Planning',
    topic: 'What next?',
    kind: 'channel',
    visibility: 'public',
    maxParticipants: 50,
    participantCount: 1,
    lastSeq: 0,
    me: { role: 'owner', can: { 'message.send': true, 'room.delete': true }, unread: 0 },
    participants: [{ user: { id: ana.id }, role: 'owner' }],
    assistants: [{ handle: 'ai', replyMode: 'mention' }],
  });
  expect((await ana.api().get('/rooms')).as(rooms).items.map((one) => one.id)).toContain(made.id);
});

test('R19 R21 visibility: public rooms are found and joined by members, the others are not there for them', async () => {
  const [ana, ben, eve] = [
    await person(server.topology, 'ana'),
    await person(server.topology, 'ben'),
    await person(server.topology, 'eve'),
  ];
  const place = await workspace(ana, [ben]);
  const make = async (visibility: 'public' | 'private' | 'invite_only') =>
    room(ana, { workspaceId: place.id, visibility, title: `The ${visibility} one`, topic: 'rivers' });
  const [open, secret, invited] = [await make('public'), await make('private'), await make('invite_only')];

  const found = async (query: string): Promise<string[]> => {
    const answer = await ben.api().get(`/workspaces/${place.id}/rooms/discover?q=${encodeURIComponent(query)}`);
    return answer.as(rooms).items.map((one) => one.id);
  };
  expect(await found('')).toEqual([open.id]);
  expect(await found('PUBLIC')).toEqual([open.id]);
  expect(await found('rivers')).toEqual([open.id]);
  expect(await found('nothing like it')).toEqual([]);
  expect(await found('%')).toEqual([]);

  for (const hidden of [secret, invited]) {
    (await ben.api().get(`/rooms/${hidden.id}`)).problem(404, 'not_found');
    (await ben.api().post(`/rooms/${hidden.id}/join`)).problem(404, 'not_found');
  }
  (await eve.api().post(`/rooms/${open.id}/join`)).problem(404, 'not_found');

  const joined = (await ben.api().post(`/rooms/${open.id}/join`)).as(roomDetail);
  expect(joined).toMatchObject({ participantCount: 2, me: { role: 'member', can: { 'room.update': false } } });
  const again = (await ben.api().post(`/rooms/${open.id}/join`)).as(roomDetail);
  expect(again.participantCount).toBe(2);
  expect(await found('')).not.toContain(open.id);
  const present = (await ben.api().get(`/rooms/${open.id}/participants`)).as(participants).items;
  expect(present.map((one) => one.user.id).sort()).toEqual([ana.id, ben.id].sort());
});

test('R20 the room code: preview, join, rotate, switch off', async () => {
  const [ana, ben, cleo] = [
    await person(server.topology, 'ana'),
    await person(server.topology, 'ben'),
    await person(server.topology, 'cleo'),
  ];
  const place = await room(ana, { visibility: 'invite_only', members: [] });
  const first = (await ana.api().post(`/rooms/${place.id}/code`)).as(roomCode, 201);
  expect(first.url.endsWith(`/join/${first.code}`)).toBe(true);
  const preview = (await ben.api().get(`/rooms/by-code/${first.code}`)).as(roomPreview);
  expect(preview).toEqual({ id: place.id, title: place.title, topic: '', participantCount: 1 });
  const joined = (await ben.api().post('/rooms/join', { code: first.code })).as(roomDetail);
  expect(joined).toMatchObject({ id: place.id, participantCount: 2, me: { role: 'member' } });
  (await ben.api().post(`/rooms/${place.id}/code`)).problem(403, 'forbidden');

  const second = (await ana.api().post(`/rooms/${place.id}/code`)).as(roomCode, 201);
  expect(second.code).not.toBe(first.code);
  (await cleo.api().post('/rooms/join', { code: first.code })).problem(404, 'not_found');
  (await ana.api().delete(`/rooms/${place.id}/code`)).empty();
  (await cleo.api().post('/rooms/join', { code: second.code })).problem(404, 'not_found');
  (await cleo.api().get(`/rooms/by-code/${second.code}`)).problem(404, 'not_found');

  const secret = await room(ana, { visibility: 'private' });
  expect((await ana.api().post(`/rooms/${secret.id}/code`)).status).toBeGreaterThanOrEqual(400);
});

test('R22 the limit of participants holds under people who join at once', async () => {
  const ana = await person(server.topology, 'ana');
  const crowd = await Promise.all(Array.from({ length: 6 }, async (_, i) => person(server.topology, 'crowd', i)));
  const place = await workspace(ana, crowd);
  const small = await room(ana, { workspaceId: place.id, maxParticipants: 3 });
  const answers = await Promise.all(crowd.map(async (one) => one.api().post(`/rooms/${small.id}/join`)));
  expect(answers.map((one) => one.status).sort()).toEqual([200, 200, 409, 409, 409, 409]);
  for (const answer of answers.filter((one) => one.status === 409)) answer.problem(409, 'room_full');
  expect((await roomOf(ana, small.id)).participants).toHaveLength(3);
});

test('R24 Q5 who leaves gets nothing more, on any socket, at once', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben], visibility: 'invite_only' });
  const watcher = await ana.socket();
  const [one, two] = [await ben.socket(), await ben.socket({ index: ben.home + 1 })];
  await Promise.all([ben.watch(place.id, one), ben.watch(place.id, two)]);
  await say(ana, place.id, 'while he is here');
  for (const socket of [one, two]) await socket.waitFor('message:created');

  (await ben.api().post(`/rooms/${place.id}/leave`)).empty();
  await watcher.waitFor('participant:left', (event) => event.participant.user.id === ben.id);
  const marks = [one, two].map((socket) => socket.heard.entries.length);
  await say(ana, place.id, 'after he has gone');
  await watcher.waitFor('message:created', ({ message }) => message.content === 'after he has gone');
  // What his own room makes known comes after what he must not hear.
  const own = await room(ben);
  await say(ben, own.id, 'proof of life');
  for (const [index, socket] of [one, two].entries()) {
    await socket.waitFor('message:created', ({ roomId }) => roomId === own.id);
    const after = socket.heard.entries.slice(marks[index]);
    const heard = after.filter(
      ({ event, payload }) => event.startsWith('message:') && JSON.stringify(payload).includes(place.id),
    );
    expect(heard).toEqual([]);
    expect((await socket.refusal('room:open', { roomId: place.id })).code).toBe('not_found');
  }
  (await ben.api().get(`/messages/${(await say(ana, place.id, 'still secret')).id}`)).problem(404, 'not_found');
});

test('who joins hears the room on sockets that were open before', async () => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  const place = await workspace(ana, [ben]);
  const open = await room(ana, { workspaceId: place.id });
  const watcher = await ana.socket();
  const socket = await ben.socket({ index: ana.home + 1 });
  (await ben.api().post(`/rooms/${open.id}/join`)).as(roomDetail);
  await watcher.waitFor('participant:joined', (event) => event.participant.user.id === ben.id);
  await say(ana, open.id, 'welcome');
  await socket.waitFor('message:created', ({ message }) => message.content === 'welcome');
});

test('R18 R22 the owner of a room with others does not just go', async () => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  const place = await room(ana, { members: [ben] });
  (await ana.api().post(`/rooms/${place.id}/leave`)).problem(409, 'last_owner');
  expect((await roomOf(ana, place.id)).me.role).toBe('owner');
});
