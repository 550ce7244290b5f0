import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../config/index.js';
import { FileKeyStore } from './file-key-store.js';

describe('FileKeyStore', () => {
  let folder: string;
  let keys: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'colloquy-keys-'));
    keys = join(folder, 'keys');
  });
  afterEach(async () => rm(folder, { recursive: true }));

  it('makes a secret once and gives it ever after', async () => {
    expect(await new FileKeyStore(keys).getOrMake('signing', async () => 'made first')).toBe('made first');
    expect(await new FileKeyStore(keys).getOrMake('signing', async () => 'made later')).toBe('made first');
    expect(await new FileKeyStore(keys).getOrMake('other', async () => 'another')).toBe('another');
  });

  it('gives the same one to processes that start together', async () => {
    const starts = Array.from({ length: 10 }, async (_, n) =>
      new FileKeyStore(keys).getOrMake('signing', async () => `made by ${n}`),
    );
    expect(new Set(await Promise.all(starts)).size).toBe(1);
    expect(await readdir(keys)).toEqual(['signing.key']);
  });

  it('leaves nothing when making fails', async () => {
    const store = new FileKeyStore(keys);
    await expect(store.getOrMake('signing', async () => Promise.reject(new Error('no luck')))).rejects.toThrow(
      'no luck',
    );
    expect(await readdir(keys)).toEqual([]);
    expect(await store.getOrMake('signing', async () => 'second try')).toBe('second try');
  });

  it('keeps the secrets from other users, and refuses a file that they can read', async () => {
    const store = new FileKeyStore(keys);
    await store.getOrMake('signing', async () => 'secret');
    const file = join(keys, 'signing.key');
    expect([(await stat(keys)).mode & 0o777, (await stat(file)).mode & 0o777]).toEqual([0o700, 0o600]);
    await chmod(file, 0o640);
    await expect(store.getOrMake('signing', async () => 'x')).rejects.toThrow(ConfigError);
  });
});
