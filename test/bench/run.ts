import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ARTIFACTS } from '../support/env.js';
import { startTopology } from '../support/topology.js';
import { startChild } from './child.js';
import { crowd, type Crowd } from './crowd.js';
import { fanOut } from './fan-out.js';
import { table, type Figure } from './figures.js';
import { firstToken } from './first-token.js';
import { sendAck } from './send-ack.js';
import { startUp } from './start-up.js';

// npm run bench: BENCH_ONLY=S1,S4 picks measures, BENCH_ROOMS and BENCH_SECONDS make a quicker, weaker run.
const only = (process.env.BENCH_ONLY ?? 'S1,S2,S4,S8').split(',');
const rooms = Number(process.env.BENCH_ROOMS ?? 100);
const seconds = Number(process.env.BENCH_SECONDS ?? 10);
const READERS = 5;

const figures: Figure[] = [];
const measure = async (name: string, act: () => Promise<Figure[]>): Promise<void> => {
  if (!only.includes(name)) return;
  const started = performance.now();
  figures.push(...(await act()));
  console.log(`${name} measured in ${((performance.now() - started) / 1000).toFixed(1)} s`);
};

const withServer = async (act: (many: Crowd, stub: string) => Promise<void>): Promise<void> => {
  const stub = await startChild('stub.ts');
  const topology = await startTopology({
    kind: 'embedded',
    name: 'bench',
    env: {
      AI_MODEL_URL: `${stub.url}/v1`,
      DEFAULT_MODEL: 'bench',
      WORKER_CONCURRENCY: String(rooms * 2),
      MAX_ROOM_PARTICIPANTS: String(rooms * 2),
      LOG_LEVEL: 'warn',
    },
  });
  try {
    await act(await crowd(topology, rooms, READERS), stub.url);
  } finally {
    await topology.stop();
    await stub.stop();
  }
};

await measure('S8', startUp);
if (['S1', 'S2', 'S4'].some((name) => only.includes(name))) {
  await withServer(async (many, stub) => {
    await measure('S1', async () => firstToken(many, stub));
    await measure('S4', async () => sendAck(many, seconds));
    await measure('S2', async () => fanOut(many, seconds));
  });
}

figures.sort((a, b) => a.measure.localeCompare(b.measure, 'en', { numeric: true }));
console.log(`\n${table(figures)}\n`);
mkdirSync(ARTIFACTS, { recursive: true });
const machine = { node: process.version, platform: process.platform, cores: availableParallelism() };
const report = { at: new Date().toISOString(), machine, rooms, seconds, readers: READERS, figures };
writeFileSync(path.join(ARTIFACTS, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(`Written to artifacts/bench.json${process.env.BENCH_ONLY ? ` (only ${only.join(', ')})` : ''}`);
