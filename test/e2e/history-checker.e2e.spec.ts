import type { RoomDetail } from '#contract';
import { expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { history, room, roomOf, workspace } from '../factories/places.js';
import { HistoryWriter } from '../support/history-writer.js';
import { Random, seed } from '../support/random.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'history-checker' });

const WRITERS = 4;
const ROOMS = 2;
const STEPS = Number(process.env.STEPS ?? 60);

test('Q1 Q2 R28 four writers, two rooms, resent messages, cut sockets: nothing lost or doubled, one order', async () => {
  const chosen = seed();
  process.stdout.write(`history checker: SEED=${chosen} STEPS=${STEPS}\n`);
  const random = new Random(chosen);

  const people: Person[] = [];
  for (let index = 0; index < WRITERS; index++) people.push(await person(server.topology, `writer${index}`, index));
  const [owner, ...others] = people;
  if (owner === undefined) throw new Error('No writers');
  const place = await workspace(owner, others);
  const rooms: RoomDetail[] = [];
  for (let index = 0; index < ROOMS; index++) {
    rooms.push(await room(owner, { workspaceId: place.id, members: others }));
  }
  const writers = await Promise.all(
    people.map(async (who, index) => {
      const socket = await who.socket();
      const readers = await Promise.all(rooms.map(async (one) => who.watch(one.id, socket)));
      return new HistoryWriter(who, socket, readers, new Random(random.below(2 ** 31) + index));
    }),
  );

  await Promise.all(
    writers.map(async (writer) => {
      for (let step = 0; step < STEPS; step++) await writer.step();
    }),
  );
  for (const writer of writers) await writer.socket.ready();

  const sent = writers.flatMap((writer) => [...writer.sent.entries()]);
  for (const [index, one] of rooms.entries()) {
    const readers = writers.map((writer) => writer.readers[index]);
    const [watching] = readers;
    await watching?.until((model) => {
      const running = model.messages().some((message) => ['queued', 'streaming'].includes(message.status));
      return running ? undefined : true;
    }, 'every answer to end');
    const { rev, lastSeq } = await roomOf(owner, one.id);
    const stored = await history(owner, one.id);

    // Gapless, and what was acknowledged is there once, under the id of the acknowledgement.
    expect(stored.map((message) => message.seq)).toEqual(stored.map((_, position) => position + 1));
    expect(stored.at(-1)?.seq).toBe(lastSeq);
    const byClientId = Map.groupBy(stored, (message) => `${message.author.id} ${message.clientId}`);
    for (const [clientId, { roomId, authorId, acknowledged }] of sent) {
      if (roomId !== one.id) continue;
      const found = byClientId.get(`${authorId} ${clientId}`) ?? [];
      expect(found.map((message) => message.id)).toEqual([...acknowledged]);
    }
    const known = new Set(sent.map(([clientId]) => clientId));
    for (const message of stored) if (message.kind === 'text') expect(known).toContain(message.clientId);
    expect(new Set(stored.map((message) => message.rev)).size).toBe(stored.length);
    expect(Math.max(...stored.map((message) => message.rev))).toBe(rev);

    // Every reader ends in the state of the database, through events and catch-ups alone.
    for (const reader of readers) {
      await reader?.until((model) => (model.rev >= rev ? true : undefined), `rev ${rev}`);
      expect(reader?.messages()).toEqual(stored);
    }
  }
}, 180_000);
