import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { ObjectMissing, type Storage } from '#platform/storage';

const MIB = 1024 * 1024;
const CHUNK = 65_537;

const read = async (stream: Readable): Promise<Buffer> => Buffer.concat(await stream.toArray());
const text = async (stream: Readable): Promise<string> => (await read(stream)).toString();
const stream = (content: string | Buffer): Readable => Readable.from([Buffer.from(content)]);
const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const keysOf = async (storage: Storage, prefix: string): Promise<string[]> =>
  (await Array.fromAsync(storage.list(prefix))).toSorted();

function* chunks(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** A body that gives some bytes and then fails. */
const failing = (bytes: number): Readable =>
  Readable.from(
    (function* () {
      yield* chunks(randomBytes(bytes));
      throw new Error('the sender left');
    })(),
  );

/** A body that gives some bytes and is then closed without an error, as a connection may be. */
const cutOff = (bytes: number): Readable => {
  const rest = chunks(randomBytes(bytes));
  return new Readable({
    read() {
      const { value, done } = rest.next();
      if (done) this.destroy();
      else this.push(value);
    },
  });
};

/** What every `Storage` owes its callers. `make` gives one that is prepared and empty. */
export function storageContract(
  name: string,
  make: () => Promise<{ storage: Storage; dispose(): Promise<void> }>,
): void {
  describe(name, () => {
    let storage: Storage;
    let dispose: () => Promise<void>;
    let folder: string;
    let made = 0;

    beforeAll(async () => ({ storage, dispose } = await make()));
    afterAll(async () => dispose());

    /** A key of a folder that no other case uses. */
    const freshKey = (): string => {
      folder = `case-${made++}/`;
      return `${folder}object.bin`;
    };

    it('gives back the bytes, the size and the type that were put', async () => {
      const key = freshKey();
      expect(await storage.put(key, stream('hello'), 'text/plain')).toEqual({ size: 5 });
      expect(await storage.stat(key)).toEqual({ size: 5, type: 'text/plain' });
      expect(await text(await storage.get(key))).toBe('hello');
    });

    it('keeps bytes as they are, whatever they spell', async () => {
      const key = freshKey();
      const bytes = Buffer.concat([Buffer.from('Grüße 👋🏽 \r\n{"type":"x/y"}   '), Buffer.from([0, 255, 254, 0x80])]);
      await storage.put(key, stream(bytes), 'text/plain; charset=utf-8');
      expect(await read(await storage.get(key))).toEqual(bytes);
      expect(await storage.stat(key)).toEqual({ size: bytes.length, type: 'text/plain; charset=utf-8' });
    });

    it('keeps an empty object', async () => {
      const key = freshKey();
      expect(await storage.put(key, Readable.from([]), 'application/x-empty')).toEqual({ size: 0 });
      expect(await storage.stat(key)).toEqual({ size: 0, type: 'application/x-empty' });
      expect(await text(await storage.get(key))).toBe('');
      await expect(storage.get(key, { start: 0, end: 0 })).rejects.toThrow(RangeError);
    });

    it('takes and gives 20 MB as a stream', async () => {
      const key = freshKey();
      const bytes = randomBytes(20 * MIB + 3);
      expect(await storage.put(key, Readable.from(chunks(bytes)), 'video/mp4')).toEqual({ size: bytes.length });
      expect(await storage.stat(key)).toEqual({ size: bytes.length, type: 'video/mp4' });
      expect(digest(await read(await storage.get(key)))).toBe(digest(bytes));
      const seam = { start: 8 * MIB - 5, end: 8 * MIB + 5 };
      expect(await read(await storage.get(key, seam))).toEqual(bytes.subarray(seam.start, seam.end + 1));
    });

    it('gives the bytes of a range, both ends included', async () => {
      const key = freshKey();
      await storage.put(key, stream('0123456789'), 'text/plain');
      expect(await text(await storage.get(key, { start: 0, end: 0 }))).toBe('0');
      expect(await text(await storage.get(key, { start: 3, end: 6 }))).toBe('3456');
      expect(await text(await storage.get(key, { start: 9, end: 9 }))).toBe('9');
      expect(await text(await storage.get(key, { start: 8, end: 500 }))).toBe('89');
      expect(await text(await storage.get(key, { start: 0, end: 9 }))).toBe('0123456789');
    });

    it.each([
      { start: 10, end: 12 },
      { start: 4, end: 3 },
      { start: -1, end: 3 },
      { start: 0.5, end: 3 },
    ])('refuses the range $start to $end of ten bytes', async (range) => {
      const key = freshKey();
      await storage.put(key, stream('0123456789'), 'text/plain');
      await expect(storage.get(key, range)).rejects.toThrow(RangeError);
    });

    it('replaces an object by a shorter one of another type', async () => {
      const key = freshKey();
      await storage.put(key, stream('the longer first one'), 'text/plain');
      await storage.put(key, stream('second'), 'text/markdown');
      expect(await storage.stat(key)).toEqual({ size: 6, type: 'text/markdown' });
      expect(await text(await storage.get(key))).toBe('second');
      expect(await keysOf(storage, folder)).toEqual([key]);
    });

    it('says that an object is missing', async () => {
      const key = freshKey();
      await expect(storage.stat(key)).rejects.toThrow(ObjectMissing);
      await expect(storage.get(key)).rejects.toThrow(ObjectMissing);
      await expect(storage.get(key, { start: 0, end: 1 })).rejects.toThrow(ObjectMissing);
    });

    it('takes neither a folder for an object nor an object for a folder', async () => {
      const key = freshKey();
      await storage.put(key, stream('x'), 'text/plain');
      await expect(storage.stat(folder.slice(0, -1))).rejects.toThrow(ObjectMissing);
      await expect(storage.get(folder.slice(0, -1))).rejects.toThrow(ObjectMissing);
      await expect(storage.stat(`${key}/more`)).rejects.toThrow(ObjectMissing);
      expect(await keysOf(storage, `${key}/`)).toEqual([]);
    });

    it('removes an object, and again without fault', async () => {
      const key = freshKey();
      await storage.put(key, stream('x'), 'text/plain');
      await storage.remove(key);
      await expect(storage.stat(key)).rejects.toThrow(ObjectMissing);
      await storage.remove(key);
      await storage.remove(`${folder}never/there`);
      expect(await keysOf(storage, folder)).toEqual([]);
    });

    it('lists every key with a prefix, and no other', async () => {
      freshKey();
      const names = ['a', 'ab/1', 'ab/2', 'abc', 'b/deep/er/1', 'b.txt'];
      for (const one of names) await storage.put(folder + one, stream(one), 'text/plain');
      expect(await keysOf(storage, folder)).toEqual(names.map((one) => folder + one).toSorted());
      expect(await keysOf(storage, `${folder}ab`)).toEqual(['ab/1', 'ab/2', 'abc'].map((one) => folder + one));
      expect(await keysOf(storage, `${folder}ab/`)).toEqual([`${folder}ab/1`, `${folder}ab/2`]);
      expect(await keysOf(storage, `${folder}b/deep/er/1`)).toEqual([`${folder}b/deep/er/1`]);
      expect(await keysOf(storage, `${folder}z/none`)).toEqual([]);
      expect(await keysOf(storage, '')).toEqual(expect.arrayContaining(names.map((one) => folder + one)));
    });

    it('lists more keys than fit into one answer of a store', async () => {
      freshKey();
      const keys = Array.from({ length: 1_050 }, (_, index) => `${folder}${String(index).padStart(4, '0')}`);
      for (let at = 0; at < keys.length; at += 50) {
        await Promise.all(keys.slice(at, at + 50).map(async (key) => storage.put(key, stream('.'), 'text/plain')));
      }
      expect(await keysOf(storage, folder)).toEqual(keys);
    }, 60_000);

    describe.each([
      ['fails', failing],
      ['is cut off', cutOff],
    ])('when the body %s', (_, body) => {
      it.each([0, 100_000, 9 * MIB])('leaves nothing after %d bytes', async (bytes) => {
        const key = freshKey();
        await expect(storage.put(key, body(bytes), 'image/png')).rejects.toThrow(/the sender left|premature close/i);
        await expect(storage.stat(key)).rejects.toThrow(ObjectMissing);
        expect(await keysOf(storage, folder)).toEqual([]);
      });

      it.each([10, 9 * MIB])('leaves the former object after %d bytes', async (bytes) => {
        const key = freshKey();
        await storage.put(key, stream('former'), 'text/plain');
        await expect(storage.put(key, body(bytes), 'image/png')).rejects.toThrow();
        expect(await storage.stat(key)).toEqual({ size: 6, type: 'text/plain' });
        expect(await text(await storage.get(key))).toBe('former');
      });
    });

    it('refuses a body that was closed before', async () => {
      const key = freshKey();
      const body = stream('x').destroy();
      await expect(storage.put(key, body, 'text/plain')).rejects.toThrow();
      await expect(storage.stat(key)).rejects.toThrow(ObjectMissing);
    });

    it('ends parallel puts of one key with one of the objects, whole and of its own type', async () => {
      const key = freshKey();
      const bodies = [10, 9 * MIB, 70_000, 17 * MIB, 8 * MIB, 1].map((size) => randomBytes(size));
      await Promise.all(
        bodies.map(async (bytes, index) => storage.put(key, Readable.from(chunks(bytes)), `test/type-${index}`)),
      );
      const { size, type } = await storage.stat(key);
      const winner = bodies[Number(type.split('-')[1])];
      expect(size).toBe(winner?.length);
      expect(digest(await read(await storage.get(key)))).toBe(digest(winner ?? Buffer.alloc(0)));
      expect(await keysOf(storage, folder)).toEqual([key]);
    });

    it('never shows a half-written object to those who look meanwhile', async () => {
      const key = freshKey();
      const seen: number[] = [];
      const body = Readable.from(
        (async function* () {
          for (const chunk of chunks(randomBytes(MIB))) {
            yield chunk;
            const found = await storage.stat(key).catch((error: unknown) => error);
            if (!(found instanceof ObjectMissing)) seen.push(seen.length);
          }
        })(),
      );
      await storage.put(key, body, 'image/png');
      expect(seen).toEqual([]);
      expect(await storage.stat(key)).toEqual({ size: MIB, type: 'image/png' });
    });

    it.each([
      '',
      '/',
      '/a',
      'a/',
      'a//b',
      '.',
      './a',
      'a/./b',
      '..',
      '../a',
      'a/../b',
      'a..b',
      'A',
      'ä',
      'a b',
      'a\\b',
      'a\0',
      'a%2e',
    ])('refuses the key %j', async (key) => {
      const bad = /bad storage key/i;
      await expect(storage.put(key, stream('x'), 'text/plain')).rejects.toThrow(bad);
      await expect(storage.get(key)).rejects.toThrow(bad);
      await expect(storage.stat(key)).rejects.toThrow(bad);
      await expect(storage.remove(key)).rejects.toThrow(bad);
    });

    it('takes keys of 200 characters, and no longer ones', async () => {
      const key = freshKey() + '/'.padEnd(200 - folder.length - 'object.bin'.length, 'k');
      await storage.put(key, stream('x'), 'text/plain');
      expect(await storage.stat(key)).toEqual({ size: 1, type: 'text/plain' });
      await expect(storage.put(`${key}k`, stream('x'), 'text/plain')).rejects.toThrow(/bad storage key/i);
    });

    it.each(['/', '../', 'a//', './', 'A'])('refuses the prefix %j', async (prefix) => {
      await expect(keysOf(storage, prefix)).rejects.toThrow(/bad storage prefix/i);
    });

    it('answers a ping, and can be prepared again without loss', async () => {
      const key = freshKey();
      await storage.put(key, stream('x'), 'text/plain');
      await storage.prepare();
      await storage.ping();
      expect(await storage.stat(key)).toEqual({ size: 1, type: 'text/plain' });
    });
  });
}
