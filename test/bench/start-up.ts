import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../support/ports.js';
import { startTopology } from '../support/topology.js';
import { percentile, type Figure } from './figures.js';

const ROUNDS = 5;

/** Milliseconds until the least Node server that answers HTTP does so. */
const bareStart = async (): Promise<number> => {
  const port = await freePort();
  const code = `require('node:http').createServer((q, r) => r.end()).listen(${port}, '127.0.0.1', () => console.log('up'))`;
  const started = performance.now();
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await (await fetch(`http://127.0.0.1:${port}`)).text();
  const took = performance.now() - started;
  child.kill('SIGKILL');
  await once(child, 'exit');
  return took;
};

const timed = async (act: () => Promise<void>): Promise<number> => {
  const started = performance.now();
  await act();
  return performance.now() - started;
};

/** S8: from spawning the built server to its first "ready"; once on an empty folder, then on the folder it left. */
export const startUp = async (): Promise<Figure[]> => {
  const begun = performance.now();
  const topology = await startTopology({ kind: 'embedded', name: 'bench-start' });
  const fresh = performance.now() - begun;
  const again: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await topology.kill('api', 0, 'SIGTERM');
    again.push(await timed(async () => topology.start('api', 0)));
    bare.push(await bareStart());
  }
  await topology.stop();
  const reference = percentile(bare, 0.5);
  const figure = (measure: string, value: number): Figure => ({
    measure,
    value,
    unit: 'ms',
    aim: { text: '< 2000 ms', met: value < 2000 },
    reference,
    referenceName: 'bare HTTP server',
  });
  return [
    figure('S8 start to ready, second start, median', percentile(again, 0.5)),
    { ...figure('S8 start to ready, empty folder', fresh), aim: null },
  ];
};
