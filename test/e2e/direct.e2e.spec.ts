import { assistant, page, roomDetail, roomView, type RoomDetail } from '#contract';
import { expect, test } from '@jest/globals';
import { admin, person, type Person } from '../factories/people.js';
import { room, say } from '../factories/places.js';
import { answerTo } from '../support/answers.js';
import { countOf, execute } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'direct' });

const direct = async (by: Person, others: readonly Person[], status?: number): Promise<RoomDetail> => {
  const answer = await by.api().post('/direct', { userIds: others.map(({ id }) => id) });
  return answer.as(roomDetail, status ?? answer.status);
};
const trio = async (): Promise<[Person, Person, Person]> => [
  await person(server.topology, 'ana'),
  await person(server.topology, 'ben'),
  await person(server.topology, 'cleo'),
];

test('R25 rulings 21 a direct room: made once, found again by either, members all, nobody’s to join or find', async () => {
  const [ana, ben, cleo] = await trio();
  const socket = await ben.socket({ index: ana.home + 1 });
  const made = await direct(ana, [ben], 201);
  expect(made).toMatchObject({
    kind: 'direct',
    visibility: 'private',
    title: '',
    topic: '',
    participantCount: 2,
    assistants: [],
  });
  expect(made.participants.map(({ role }) => role)).toEqual(['member', 'member']);
  expect(made.people?.map(({ id }) => id)).toEqual([ben.id]);
  await socket.waitFor(
    'participant:joined',
    ({ roomId, participant }) => roomId === made.id && participant.user.id === ben.id,
  );
  expect((await direct(ben, [ana, ana, ben], 200)).id).toBe(made.id);
  await say(ana, made.id, 'between us');
  await socket.waitFor('message:created', ({ message }) => message.content === 'between us');
  const line = (await ben.api().get('/rooms')).as(page(roomView)).items.find(({ id }) => id === made.id);
  expect(line).toMatchObject({ people: [{ id: ana.id }], me: { unread: 1, role: 'member' } });

  const founder = await admin(server.topology);
  for (const outsider of [cleo, founder]) {
    (await outsider.api().get(`/rooms/${made.id}`)).problem(404, 'not_found');
    (await outsider.api().post(`/rooms/${made.id}/join`)).problem(404, 'not_found');
  }
  const found = (await cleo.api().get(`/workspaces/${made.workspaceId}/rooms/discover`)).body as {
    items: { id: string }[];
  };
  expect(found.items.map(({ id }) => id)).not.toContain(made.id);
  (await ana.api().post(`/rooms/${made.id}/code`, {})).problem(403, 'forbidden');
  (await ana.api().post(`/rooms/${made.id}/invite`, { userId: cleo.id })).problem(403, 'forbidden');
  (await ana.api().patch(`/rooms/${made.id}`, { title: 'x' })).problem(403, 'forbidden');
  (await ana.api().delete(`/rooms/${made.id}`)).problem(403, 'forbidden');
  (await ana.api().post(`/rooms/${made.id}/transfer`, { userId: ben.id })).problem(403, 'forbidden');
  (await ana.api().delete(`/rooms/${made.id}/participants/${ben.id}`)).problem(403, 'forbidden');
});

test('R25 asked for by both at once, on both processes, there is one', async () => {
  const [ana, ben] = await trio();
  const answers = await Promise.all(
    [0, 1, 2, 3].map(async (index) => {
      const [by, other] = index % 2 === 0 ? [ana, ben] : [ben, ana];
      return by.api(index).post('/direct', { userIds: [other.id] });
    }),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  expect(new Set(answers.map((one) => one.as(roomDetail, one.status).id)).size).toBe(1);
});

test('R25 an assistant is added by anybody in it, and answers', async () => {
  const [ana, ben] = await trio();
  const made = await direct(ana, [ben]);
  const reader = await ana.watch(made.id);
  const helper = { name: 'Helper', handle: 'helper' };
  (await ben.api().post(`/rooms/${made.id}/assistants`, helper)).as(assistant, 201);
  server.upstream.script('for the two of us', async (reply) => reply.tokens(['here ', 'I am']));
  const question = await say(ana, made.id, '@helper for the two of us');
  const placeholder = await answerTo(reader, question);
  expect((await reader.status(placeholder.id, 'complete')).content).toBe('here I am');
});

test('R25 a conversation of two is not left; one of three is, and is then another than theirs', async () => {
  const [ana, ben, cleo] = await trio();
  const pair = await direct(ana, [ben]);
  (await ana.api().post(`/rooms/${pair.id}/leave`)).problem(409, 'conflict');
  const group = await direct(ana, [cleo, ben], 201);
  expect(group.id).not.toBe(pair.id);
  expect((await direct(cleo, [ben, ana], 200)).id).toBe(group.id);
  (await cleo.api().post(`/rooms/${group.id}/leave`)).empty();
  (await ana.api().post(`/rooms/${group.id}/leave`)).problem(409, 'conflict');
  (await cleo.api().get(`/rooms/${group.id}`)).problem(404, 'not_found');
  const again = await direct(ana, [ben, cleo], 201);
  expect(again.id).not.toBe(group.id);
  await say(ana, group.id, 'the old one goes on');
});

test('R25 Q7 only with people one shares a workspace with; in that workspace', async () => {
  const [ana, ben, eve] = await trio();
  (await ana.api().post('/direct', { userIds: [ana.id] })).problem(400, 'validation_failed');
  (await ana.api().post('/direct', { userIds: ['usr_01h00000000000000000000000'] })).problem(404, 'not_found');
  const place = await room(ana, { members: [eve] });
  const general = (await direct(ana, [ben])).workspaceId;
  expect(general).not.toBe(place.workspaceId);
  await execute(server.topology, 'DELETE FROM workspace_members WHERE user_id = ? AND workspace_id = ?', [
    eve.id,
    general,
  ]);
  expect((await direct(ana, [eve], 201)).workspaceId).toBe(place.workspaceId);
  (await ben.api().post('/direct', { userIds: [eve.id] })).problem(404, 'not_found');
  (await ana.api().post('/direct', { userIds: [eve.id, ben.id] })).problem(404, 'not_found');
});

test('R13 R25 kids have no direct messages, neither way', async () => {
  const [ana, kim] = await trio();
  await execute(server.topology, 'UPDATE users SET role = ? WHERE id = ?', ['kid', kim.id]);
  (await kim.api().post('/direct', { userIds: [ana.id] })).problem(403, 'forbidden');
  (await ana.api().post('/direct', { userIds: [kim.id] })).problem(403, 'forbidden');
  expect(await countOf(server.topology, `FROM rooms WHERE kind = 'direct' AND created_by = ?`, ana.id)).toBe(0);
});
