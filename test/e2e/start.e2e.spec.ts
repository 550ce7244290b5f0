import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../support/ports.js';
import { ServerProcess } from '../support/server-process.js';

const inFolder = async (act: (dataDir: string) => Promise<void>): Promise<void> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'colloquy-start-'));
  try {
    await act(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** Starts a process that must not come up, and gives what it said. */
const refused = async (name: string, port: number, env: Record<string, string>): Promise<string[]> => {
  const one = new ServerProcess(`start-${process.pid}-${name}`, port, env);
  one.start();
  const exit = await one.ended();
  expect(exit.code).toBeGreaterThan(0);
  const said = one.log.entries.filter((line) => line.trim() !== '');
  // One clear text for a person: no stack, no record of a log.
  expect(said.filter((line) => /^\s+at /.test(line) || line.startsWith('{'))).toEqual([]);
  return said;
};

test('a taken port: one clear line, and an exit code', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  try {
    await inFolder(async (DATA_DIR) => {
      const said = await refused('port', port, { DATA_DIR });
      expect(said.filter((line) => line.includes(String(port)) && /PORT|port/.test(line))).not.toEqual([]);
    });
  } finally {
    other.close();
  }
});

test('every fault of the configuration is said at once', async () => {
  await inFolder(async (DATA_DIR) => {
    const env = { DATA_DIR, ROLES: 'api,cook', REGISTRATION: 'sometimes', MAX_MESSAGE_LENGTH: 'long' };
    const said = (await refused('config', await freePort(), env)).join('\n');
    for (const name of ['ROLES', 'REGISTRATION', 'MAX_MESSAGE_LENGTH']) expect(said).toContain(name);
  });
});

test('a data directory that cannot be: one clear line', async () => {
  await inFolder(async (folder) => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    const DATA_DIR = path.join(file, 'data');
    const said = (await refused('data', await freePort(), { DATA_DIR })).join('\n');
    expect(said).toContain(DATA_DIR);
  });
});

test('impossible mixes are refused: roles apart on SQLite, a short key', async () => {
  await inFolder(async (DATA_DIR) => {
    const apart = await refused('roles', await freePort(), { DATA_DIR, ROLES: 'worker' });
    expect(apart.join('\n')).toMatch(/ROLES/);
    const short = await refused('key', await freePort(), { DATA_DIR, ENCRYPTION_KEY: 'secret' });
    expect(short.join('\n')).toMatch(/ENCRYPTION_KEY/);
    expect(short.join('\n')).not.toContain('secret"');
  });
});

test('a second server on the same data directory is refused; SIGINT ends the first cleanly, and it starts again', async () => {
  await inFolder(async (DATA_DIR) => {
    const first = new ServerProcess(`start-${process.pid}-first`, await freePort(), { DATA_DIR });
    first.start();
    await first.ready();
    await refused('second', await freePort(), { DATA_DIR });
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
    expect(await first.kill('SIGINT')).toEqual({ code: 0, signal: null });
    first.start();
    await first.ready();
    expect(await first.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });
});
