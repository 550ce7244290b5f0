import { randomUUID } from 'node:crypto';
import { constants, type Dirent } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { codeOf } from '../errors/code-of.js';
import { checkedKey, checkedPrefix, checkedRange, outside } from './storage-checks.js';
import { ObjectMissing, Storage, type ByteRange, type StoredObject } from './storage.js';
import { syncFolder } from './sync-folder.js';
import { readTrailer, TRAILER_BYTES, trailer } from './trailer.js';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** Longer than any upload takes, so that a process that starts leaves alone what another one is writing. */
const ABANDONED_MS = 24 * 3_600_000;

/**
 * Objects as files under `path/objects/<key>`. A file is the object's bytes and, at its end, a trailer with its type: so
 * the one rename from `path/tmp` makes the whole object visible, or replaces it, also when the power fails meanwhile.
 * A key can't be the folder of another key.
 */
export class DiskStorage extends Storage {
  private readonly objects: string;
  private readonly unfinished: string;

  constructor(path: string) {
    super();
    this.objects = join(path, 'objects');
    this.unfinished = join(path, 'tmp');
  }

  async prepare(): Promise<void> {
    await this.ping();
    for (const name of await readdir(this.unfinished)) await this.removeAbandoned(join(this.unfinished, name));
  }

  async put(key: string, body: Readable, type: string): Promise<{ size: number }> {
    const target = this.fileOf(key);
    const end = trailer(type);
    const temporary = join(this.unfinished, randomUUID());
    try {
      const size = await write(temporary, body, end);
      await this.publish(temporary, target);
      return { size };
    } catch (error) {
      body.destroy();
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    if (range) checkedRange(range);
    const { file, size } = await this.open(key);
    if (range ? range.start >= size : size === 0) {
      await file.close();
      if (range) throw outside(range);
      return Readable.from([]);
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    return file.createReadStream({ start, end: Math.min(end, size - 1) });
  }

  async stat(key: string): Promise<StoredObject> {
    const { file, size, type } = await this.open(key);
    await file.close();
    return { size, type };
  }

  async remove(key: string): Promise<void> {
    try {
      await unlink(this.fileOf(key));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  async *list(prefix: string): AsyncIterable<string> {
    const folder = checkedPrefix(prefix).slice(0, prefix.lastIndexOf('/') + 1);
    for await (const key of this.walk(folder)) if (key.startsWith(prefix)) yield key;
  }

  async signedUrl(): Promise<null> {
    return null;
  }

  /** Makes the folders where they are missing, since the disk may have been away at the start. */
  async ping(): Promise<void> {
    for (const folder of [this.objects, this.unfinished]) {
      await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
      await access(folder, constants.R_OK | constants.W_OK);
    }
  }

  private fileOf(key: string): string {
    return join(this.objects, ...checkedKey(key).split('/'));
  }

  private async removeAbandoned(file: string): Promise<void> {
    try {
      const { mtimeMs } = await stat(file);
      if (mtimeMs < Date.now() - ABANDONED_MS) await unlink(file);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  private async publish(temporary: string, target: string): Promise<void> {
    await mkdir(dirname(target), { recursive: true, mode: FOLDER_MODE });
    await rename(temporary, target);
    for (let folder = target; folder !== this.objects;) await syncFolder((folder = dirname(folder)));
  }

  private async open(key: string): Promise<StoredObject & { file: FileHandle }> {
    const file = await open(this.fileOf(key), 'r').catch((error: unknown) => {
      throw isMissing(error) ? new ObjectMissing(key) : error;
    });
    try {
      const info = await file.stat();
      if (!info.isFile()) throw new ObjectMissing(key);
      const size = info.size - TRAILER_BYTES;
      return { file, size, type: await readTrailer(file, size) };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** @param folder '' or a path that ends in a slash, as the keys in it begin */
  private async *walk(folder: string): AsyncIterable<string> {
    for (const entry of await entriesOf(join(this.objects, folder))) {
      if (entry.isDirectory()) yield* this.walk(`${folder}${entry.name}/`);
      else yield `${folder}${entry.name}`;
    }
  }
}

/** Writes and flushes a new file; gives the bytes that came from `body`. */
async function write(path: string, body: Readable, end: Buffer): Promise<number> {
  const file = await open(path, 'wx', FILE_MODE);
  try {
    await file.writeFile(body);
    const { size } = await file.stat();
    await file.writeFile(end);
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error));
