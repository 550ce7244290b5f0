import { assistant, message } from '#contract';
import { expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { history, room, roomOf, say } from '../factories/places.js';
import { ask, answerTo } from '../support/answers.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'variants' });

const addAssistant = async (owner: Person, roomId: string, handle: string): Promise<string> =>
  (await owner.api().post(`/rooms/${roomId}/assistants`, { name: handle.toUpperCase(), handle })).as(assistant, 201).id;

test('R42 each answer to one message can be asked again of the other assistant', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const other = await addAssistant(ana, place.id, 'styx');
  const first = place.assistants[0]?.id;
  const reader = await ana.watch(place.id);
  const question = await say(ana, place.id, '@ai @styx two of you, please');
  const [one, two] = [await answerTo(reader, question, 1), await answerTo(reader, question, 2)];
  for (const { id } of [one, two]) await reader.status(id, 'complete');
  for (const [id, assistantId] of [
    [one.id, other],
    [two.id, first],
    [two.id, other],
  ]) {
    const again = (await ana.api().post(`/messages/${id}/regenerate`, { assistantId })).as(message);
    expect(again.author.id).toBe(assistantId);
    await reader.message((it) => it.id === id && it.status === 'complete' && it.rev > again.rev, 'the new variant');
  }
});

test('Q10 an answer counts as unread once: editing its question afterwards changes nothing', async () => {
  const [ana, ben] = [await person(server.topology, 'ana'), await person(server.topology, 'ben')];
  const place = await room(ana, { members: [ben] });
  const reader = await ana.watch(place.id);
  const { question, id } = await ask(ana, reader, '@ai count me once');
  await reader.status(id, 'complete');
  const unread = async (): Promise<number> => (await roomOf(ben, place.id)).me.unread;
  expect(await unread()).toBe(2);
  await ben.api().post(`/rooms/${place.id}/read`, { seq: question.seq + 1 });
  expect(await unread()).toBe(0);
  (await ana.api().patch(`/messages/${question.id}`, { content: '@ai count me once, please' })).as(message);
  expect(await unread()).toBe(0);
});

test('Q10 one message gets six answers at most', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const handles = ['ares', 'bias', 'ceto', 'dike', 'echo', 'faun', 'gaia'];
  for (const handle of handles) await addAssistant(ana, place.id, handle);
  await say(ana, place.id, handles.map((handle) => `@${handle}`).join(' '));
  expect((await history(ana, place.id)).filter((one) => one.kind === 'assistant')).toHaveLength(6);
});
