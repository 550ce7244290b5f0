import { describe, expect, test } from '@jest/globals';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

describe('quality §2 start refuses', () => {
  const pem = (key: KeyObject, mode = 0o600): { text: string; mode: number } => ({
    text: key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString(),
    mode,
  });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;

  test.each<[string, { text: string; mode: number }, RegExp]>([
    ['others can read', pem(rsa.privateKey, 0o644), /own\.pem can be read by others: run chmod 600/],
    ['is too short', pem(short), /JWT_PRIVATE_KEY_PATH: an RSA key of at least 2048 bits/],
    ['is no key at all', { text: 'changeme', mode: 0o600 }, /JWT_PRIVATE_KEY_PATH: holds no private key/],
  ])('a signing key that %s', async (_, { text, mode }, why) => {
    await inFolder(async (DATA_DIR) => {
      const file = path.join(DATA_DIR, 'own.pem');
      writeFileSync(file, text);
      chmodSync(file, mode);
      const said = await refused('pem', await freePort(), { DATA_DIR, JWT_PRIVATE_KEY_PATH: file });
      expect(said.join('\n')).toMatch(why);
      expect(said.join('\n')).not.toContain('BEGIN');
    });
  });

  test('a signing key that is not there, and a public key that is another’s', async () => {
    await inFolder(async (DATA_DIR) => {
      const [own, others] = [path.join(DATA_DIR, 'own.pem'), path.join(DATA_DIR, 'others.pem')];
      const missing = await refused('missing', await freePort(), { DATA_DIR, JWT_PRIVATE_KEY_PATH: own });
      expect(missing.join('\n')).toMatch(/JWT_PRIVATE_KEY_PATH: .*own\.pem does not exist/);
      writeFileSync(own, pem(rsa.privateKey).text, { mode: 0o600 });
      writeFileSync(others, pem(stranger).text);
      const env = { DATA_DIR, JWT_PRIVATE_KEY_PATH: own, JWT_PUBLIC_KEY_PATH: others };
      expect((await refused('pair', await freePort(), env)).join('\n')).toMatch(/JWT_PUBLIC_KEY_PATH: is not/);
    });
  });

  test('keys of its own making, once others can read them', async () => {
    await inFolder(async (DATA_DIR) => {
      const first = new ServerProcess(`start-${process.pid}-keys`, await freePort(), { DATA_DIR });
      first.start();
      await first.ready();
      await first.kill('SIGTERM');
      for (const name of ['jwt', 'refresh', 'encryption']) {
        const file = path.join(DATA_DIR, 'keys', `${name}.key`);
        chmodSync(file, 0o644);
        const said = await refused(name, await freePort(), { DATA_DIR });
        expect(said.join('\n')).toContain(`${file} can be read by others: run chmod 600 ${file}`);
        chmodSync(file, 0o600);
      }
    });
  });

  test('a master key that anybody could guess, from the environment or in its file', async () => {
    await inFolder(async (DATA_DIR) => {
      const ENCRYPTION_KEY = Buffer.from('changeme'.repeat(4)).toString('base64');
      const given = (await refused('weak', await freePort(), { DATA_DIR, ENCRYPTION_KEY })).join('\n');
      expect(given).toMatch(/ENCRYPTION_KEY: .*not random/);
      expect(given).not.toContain(ENCRYPTION_KEY);
      mkdirSync(path.join(DATA_DIR, 'keys'), { mode: 0o700 });
      writeFileSync(path.join(DATA_DIR, 'keys', 'encryption.key'), ENCRYPTION_KEY, { mode: 0o600 });
      const kept = (await refused('file', await freePort(), { DATA_DIR })).join('\n');
      expect(kept).toMatch(/encryption\.key: .*not random/);
    });
  });

  test('a key file that was cut off', async () => {
    await inFolder(async (DATA_DIR) => {
      const keys = path.join(DATA_DIR, 'keys');
      mkdirSync(keys, { mode: 0o700 });
      for (const name of ['encryption', 'refresh']) {
        writeFileSync(path.join(keys, `${name}.key`), 'c2hvcnQ=', { mode: 0o600 });
        expect((await refused(name, await freePort(), { DATA_DIR })).join('\n')).toContain(name);
        rmSync(path.join(keys, `${name}.key`));
      }
    });
  });

  test('a common admin password', async () => {
    await inFolder(async (DATA_DIR) => {
      const env = { ADMIN_USERNAME: 'root', ADMIN_EMAIL: 'root@example.org', ADMIN_PASSWORD: 'Password1' };
      const said = (await refused('admin', await freePort(), { DATA_DIR, ...env })).join('\n');
      expect(said).toContain('ADMIN_PASSWORD: is one of the most common passwords');
      expect(said).not.toContain(env.ADMIN_PASSWORD);
    });
  });

  test('half a setting: a mail server without a sender, a public key without its private one', async () => {
    await inFolder(async (DATA_DIR) => {
      const env = { SMTP_URL: 'smtp://mail.example.org', JWT_PUBLIC_KEY_PATH: '/etc/hostname' };
      const said = (await refused('half', await freePort(), { DATA_DIR, ...env })).join('\n');
      for (const name of Object.keys(env)) expect(said).toContain(`${name}: needs`);
    });
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
