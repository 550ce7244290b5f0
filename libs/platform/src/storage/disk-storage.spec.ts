import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DiskStorage } from './disk-storage.js';
import { TRAILER_BYTES } from './trailer.js';

const body = (text: string): Readable => Readable.from([Buffer.from(text)]);
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('DiskStorage on its disk', () => {
  let folder: string;
  let storage: DiskStorage;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'colloquy-disk-'));
    storage = new DiskStorage(join(folder, 'files'));
    await storage.prepare();
  });
  afterEach(async () => rm(folder, { recursive: true }));

  it('keeps everything from other users of the machine', async () => {
    await storage.put('rooms/one/picture', body('x'), 'image/png');
    const paths = ['files', 'files/tmp', 'files/objects', 'files/objects/rooms', 'files/objects/rooms/one'];
    const modes = await Promise.all(paths.map(async (path) => modeOf(join(folder, path))));
    expect(modes).toEqual(paths.map(() => 0o700));
    expect(await modeOf(join(folder, 'files/objects/rooms/one/picture'))).toBe(0o600);
  });

  it('writes an object as its bytes and a trailer of fixed length', async () => {
    await storage.put('one', body('hello'), 'text/plain');
    const written = await readFile(join(folder, 'files/objects/one'), 'utf8');
    expect(written).toHaveLength(5 + TRAILER_BYTES);
    expect(written.slice(0, 5)).toBe('hello');
    expect(written.slice(5).trimEnd()).toBe('{"type":"text/plain"}');
  });

  it('refuses a type that the trailer can not hold, and leaves nothing', async () => {
    await expect(storage.put('one', body('x'), 't'.repeat(TRAILER_BYTES))).rejects.toThrow(RangeError);
    expect(await readdir(join(folder, 'files/tmp'))).toEqual([]);
  });

  it('leaves no temporary file, whether a put succeeds or fails', async () => {
    await storage.put('one', body('x'), 'text/plain');
    const failing = body('x').map(() => Promise.reject(new Error('on purpose')));
    await expect(storage.put('two', failing, 'text/plain')).rejects.toThrow('on purpose');
    await expect(storage.put('one/below', body('x'), 'text/plain')).rejects.toThrow();
    expect(await readdir(join(folder, 'files/tmp'))).toEqual([]);
  });

  it('closes the body when the disk fails', async () => {
    await rm(join(folder, 'files/tmp'), { recursive: true });
    const refused = body('x');
    await expect(storage.put('one', refused, 'text/plain')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(refused.destroyed).toBe(true);
  });

  it('clears what a crash left, and not what another process writes now', async () => {
    const [old, fresh] = ['old', 'fresh'].map((name) => join(folder, 'files/tmp', name)) as [string, string];
    await Promise.all([writeFile(old, 'half'), writeFile(fresh, 'half')]);
    const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
    await utimes(old, twoDaysAgo, twoDaysAgo);
    await storage.prepare();
    expect(await readdir(join(folder, 'files/tmp'))).toEqual(['fresh']);
  });

  it('does not give out a file that lost its end', async () => {
    await storage.put('one', body('hello, this is long'), 'text/plain');
    await truncate(join(folder, 'files/objects/one'), 100);
    await expect(storage.stat('one')).rejects.toThrow();
    await expect(storage.get('one')).rejects.toThrow();
  });

  it('is usable by a ping when its disk comes late', async () => {
    await rm(join(folder, 'files'), { recursive: true });
    await storage.ping();
    await storage.put('one', body('x'), 'text/plain');
    expect(await storage.stat('one')).toEqual({ size: 1, type: 'text/plain' });
  });
});
