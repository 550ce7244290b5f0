import { describe, expect, it } from '@jest/globals';
import { setImmediate as macrotask } from 'node:timers/promises';
import { Gate } from './gate.js';

const AMPLE_MS = 60_000;
const forever = new Promise<never>(() => undefined);

describe('Gate', () => {
  it('lets one in at a time, in the order of arrival, and gives what it returned', async () => {
    const gate = new Gate(AMPLE_MS);
    const log: string[] = [];
    const pass = async (name: string): Promise<string> =>
      gate.run(async () => {
        log.push(`${name} in`);
        await macrotask();
        log.push(`${name} out`);
        return name;
      });
    expect(await Promise.all(['a', 'b', 'c'].map(pass))).toEqual(['a', 'b', 'c']);
    expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('lets the next one in after a failure', async () => {
    const gate = new Gate(AMPLE_MS);
    const failing = gate.run(async () => Promise.reject(new Error('on purpose')));
    const next = gate.run(async () => 'next');
    await expect(failing).rejects.toThrow('on purpose');
    expect(await next).toBe('next');
  });

  it('gives up loudly when the turn does not come, without running the function', async () => {
    const gate = new Gate(20);
    const ran: string[] = [];
    void gate.run(async () => forever);
    const late = gate.run(async () => ran.push('late'));
    await expect(late).rejects.toThrow('No turn for a write within 20 ms');
    expect(ran).toEqual([]);
  });

  it('keeps its order when somebody has given up', async () => {
    const gate = new Gate(50);
    const log: string[] = [];
    let release = (): void => undefined;
    const holder = gate.run(async () => {
      await new Promise<void>((resolve) => (release = resolve));
      log.push('holder out');
    });
    await expect(gate.run(async () => log.push('gave up'))).rejects.toThrow(/No turn/);
    const next = gate.run(async () => log.push('next'));
    await macrotask();
    expect(log).toEqual([]);
    release();
    await Promise.all([holder, next]);
    expect(log).toEqual(['holder out', 'next']);
  });
});
