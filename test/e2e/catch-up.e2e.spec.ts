import { message, type Message } from '#contract';
import { expect, test } from '@jest/globals';
import { person } from '../factories/people.js';
import { history, room, roomOf, say } from '../factories/places.js';
import { ask } from '../support/answers.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'catch-up' });

test('R28 away while 300 messages, 40 edits, 20 deletions and an answer happen: one catch-up, equal to who stayed', async () => {
  const ana = await person(server.topology, 'ana');
  const ben = await person(server.topology, 'ben', ana.home + 1);
  const place = await room(ana, { members: [ben] });
  const socket = await ben.socket();
  const away = await ben.watch(place.id, socket);
  const stayed = await ben.watch(place.id);
  const old: Message[] = [];
  for (let index = 0; index < 10; index++) old.push(await say(ana, place.id, `before ${index}`));
  await away.message((one) => one.content === 'before 9');

  socket.close();
  const fresh: Message[] = [];
  for (let round = 0; round < 30; round++) {
    const texts = Array.from({ length: 10 }, (_, index) => `while away ${round} ${index}`);
    fresh.push(...(await Promise.all(texts.map(async (text) => say(ana, place.id, text)))));
  }
  const { id } = await ask(ana, stayed, '@ai what did he miss?');
  for (const one of [...old.slice(0, 5), ...fresh.slice(0, 35)]) {
    (await ana.api().patch(`/messages/${one.id}`, { content: `${one.content}, mended` })).as(message);
  }
  for (const one of [...old.slice(3, 8), ...fresh.slice(30, 45)]) {
    (await ana.api().delete(`/messages/${one.id}`)).as(message);
  }
  await stayed.status(id, 'complete');
  const { rev } = await roomOf(ana, place.id);
  await stayed.until((model) => (model.rev >= rev ? true : undefined), `rev ${rev}`);
  expect(away.model.rev).toBeLessThan(rev);

  await socket.back();
  await away.until((model) => (model.rev >= rev ? true : undefined), `rev ${rev}`);
  expect(away.messages()).toEqual(stayed.messages());
  expect(away.messages()).toEqual(await history(ben, place.id));
});

test('R28 rulings 7 an edited or deleted message is quoted as it is now, by who stayed and by who comes later', async () => {
  const ana = await person(server.topology, 'ana');
  const place = await room(ana);
  const stayed = await ana.watch(place.id);
  const target = await say(ana, place.id, 'a sentence to be quoted');
  const body = { content: 'I quote', clientId: 'quoting-message-1', replyToId: target.id };
  const quote = (await ana.api().post(`/rooms/${place.id}/messages`, body)).as(message, 201);
  expect(quote.replyTo?.excerpt).toBe('a sentence to be quoted');
  (await ana.api().patch(`/messages/${target.id}`, { content: 'other words' })).as(message);
  (await ana.api().delete(`/messages/${target.id}`)).as(message);
  const { rev } = await roomOf(ana, place.id);
  await stayed.until((model) => (model.rev >= rev ? true : undefined), `rev ${rev}`);
  expect((await ana.api().get(`/messages/${quote.id}`)).as(message).replyTo?.excerpt).toBe('');
  expect(stayed.messages()).toEqual(await history(ana, place.id));
});
