import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call, plainSocket, type Crowd } from './crowd.js';
import { atMost, percentile, type Figure } from './figures.js';

const PER_SECOND = 100;
const ROOMS = 10;

/** Calls `act` at a steady rate, whether or not earlier calls have ended, and gives what each took in milliseconds. */
const steadily = async (count: number, act: (index: number) => Promise<unknown>): Promise<number[]> => {
  const started = performance.now();
  const took: Promise<number>[] = [];
  for (let index = 0; index < count; index++) {
    const due = started + (index * 1000) / PER_SECOND;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const begun = performance.now();
    took.push(act(index).then(() => performance.now() - begun));
  }
  return Promise.all(took);
};

/** The same rows at the same rate straight into SQLite, each in its own durable transaction. */
const bareInsert = async (count: number): Promise<number[]> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'colloquy-bench-'));
  const db = new Database(path.join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE line (id TEXT PRIMARY KEY, room TEXT, seq INTEGER, content TEXT, UNIQUE (room, seq))');
  const insert = db.prepare('INSERT INTO line VALUES (?, ?, ?, ?)');
  const took = await steadily(count, async (index) => insert.run(randomUUID(), `r${index % ROOMS}`, index, 'a line'));
  db.close();
  rmSync(folder, { recursive: true, force: true });
  return took;
};

/** S4: from sending a message to its acknowledgement, at 100 sends a second over ten rooms. */
export const sendAck = async (crowd: Crowd, seconds: number): Promise<Figure[]> => {
  const lanes = await Promise.all(
    crowd.rooms.slice(0, ROOMS).map(async (one, index) => {
      const who = crowd.people[crowd.seats[index]?.[0] ?? 0];
      return { roomId: one.id, socket: await plainSocket(who?.api().baseUrl ?? '', who?.session.accessToken) };
    }),
  );
  const send = async (index: number): Promise<unknown> => {
    const lane = lanes[index % lanes.length];
    if (!lane) throw new Error('No lane');
    const { socket, roomId } = lane;
    return call(socket, 'message:send', { roomId, content: `line ${index}`, clientId: randomUUID() });
  };
  await steadily(PER_SECOND, send);
  const ours = await steadily(seconds * PER_SECOND, send);
  const bare = await bareInsert(seconds * PER_SECOND);
  for (const { socket } of lanes) socket.disconnect();
  return (
    [
      ['p50', 0.5, 8],
      ['p99', 0.99, 60],
    ] as const
  ).map(([label, share, limit]) => {
    const value = percentile(ours, share);
    return {
      measure: `S4 send → ack at ${PER_SECOND}/s, ${label}`,
      value,
      unit: 'ms',
      aim: atMost(value, limit, 'ms'),
      reference: percentile(bare, share),
      referenceName: 'insert by the driver',
    };
  });
};
