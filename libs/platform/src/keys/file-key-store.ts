import { link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { ConfigError } from '../config/index.js';
import { KeyStore } from './key-store.js';

const ENDING = '.key';

/** Keys in a folder, one file each, readable by the server's own user alone. */
export class FileKeyStore extends KeyStore {
  constructor(private readonly folder: string) {
    super();
  }

  async getOrMake(name: string, make: () => Promise<string>): Promise<string> {
    const path = this.pathOf(name);
    const existing = await readSecretFile(path);
    if (existing !== null) return existing;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const secret = await make();
    const draft = `${path}.${randomBytes(6).toString('hex')}`;
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(secret);
        await file.sync();
      } finally {
        await file.close();
      }
      // A link fails when the name exists, so of two processes one wins and both read the same key.
      await link(draft, path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    } finally {
      await rm(draft, { force: true });
    }
    return (await readSecretFile(path)) ?? '';
  }

  get(name: string): Promise<string | null> {
    return readSecretFile(this.pathOf(name));
  }

  async names(prefix: string): Promise<string[]> {
    const files = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return files
      .filter((file) => file.startsWith(prefix) && file.endsWith(ENDING))
      .map((file) => file.slice(0, -ENDING.length))
      .toSorted();
  }

  async remove(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true });
  }

  private pathOf(name: string): string {
    return join(this.folder, `${name}${ENDING}`);
  }
}

/**
 * The content of a key file, or null when there is none.
 * @throws ConfigError when others than the owner can read it
 */
export async function readSecretFile(path: string): Promise<string | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!found) return null;
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new ConfigError(`  ${path} can be read by others: run chmod 600 ${path}`);
  }
  return readFile(path, 'utf8');
}
