import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { newId } from '#platform/ids';
import { loadConfig } from '#platform/config';
import { FileStore } from '../../apps/api/src/files/file-store.js';
import { FileRow } from '../../apps/api/src/files/file.entity.js';
import { FilesRepository } from '../../apps/api/src/files/files.repository.js';
import { FilesService } from '../../apps/api/src/files/files.service.js';
import { FilesSweep } from '../../apps/api/src/files/files-sweep.js';
import { UploadLinks } from '../../apps/api/src/files/upload-links.js';
import { schema } from '../../apps/api/src/schema.js';
import { User } from '../../apps/api/src/users/user.entity.js';
import { UsersRepository } from '../../apps/api/src/users/users.repository.js';
import { UsersService } from '../../apps/api/src/users/users.service.js';
import { SqliteDb } from '../../libs/platform/src/db/sqlite-db.js';
import { FileKeyStore } from '../../libs/platform/src/keys/file-key-store.js';
import { DiskStorage } from '../../libs/platform/src/storage/disk-storage.js';

const HOUR = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'colloquy-sweep-'));
const db = new SqliteDb(join(folder, 'sweep.db'), schema);
const storage = new DiskStorage(join(folder, 'files'));
const files = new FilesRepository(db);
const store = new FileStore(storage);
const service = new FilesService(db, files, new UploadLinks(new FileKeyStore(join(folder, 'keys'))), store);
const sweep = new FilesSweep(loadConfig({ DATA_DIR: folder }), db, files, service, store);
const users = new UsersService(db, new UsersRepository(db));
let owner: User;

beforeAll(async () => {
  await db.open();
  await storage.prepare();
  owner = await users.create({ username: 'ana', email: 'ana@example.org', passwordHash: '', role: 'user' });
});
beforeEach(async () => {
  for await (const key of storage.list('')) await storage.remove(key);
  await db.tx(() => db.repository(FileRow).clear());
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = async (key: string): Promise<string> => {
  await storage.put(key, Readable.from(['bytes']), 'image/png');
  return key;
};

/** A file as it is left by an upload that came so far. */
const left = async (stage: 'announced' | 'sent' | 'ready'): Promise<string> => {
  const id = newId('file');
  const storageKey =
    stage === 'announced' ? null : await put(stage === 'sent' ? `uploads/${id}` : `pictures/${id}.webp`);
  const readyAt = stage === 'ready' ? new Date() : null;
  const rest = { name: 'me.png', type: 'image/png', size: 5, width: null, height: null, createdAt: new Date() };
  await db.tx(() => files.insert({ id, ownerId: owner.id, purpose: 'avatar', storageKey, readyAt, ...rest }));
  return id;
};

const rows = async (): Promise<string[]> => (await files.ofOwner(owner.id)).map(({ id }) => id);
const objects = async (): Promise<string[]> => (await Array.fromAsync(storage.list(''))).sort();
const after = (hours: number): Promise<void> => sweep.run(new Date(Date.now() + hours * HOUR));

it('R55 leaves alone what is younger than a day, whatever its state', async () => {
  const ids = [await left('announced'), await left('sent'), await left('ready')];
  const stray = await put(`uploads/${newId('file')}`);
  await after(23);
  expect(await rows()).toEqual(ids);
  expect(await objects()).toContain(stray);
});

it('R55 collects files that nobody shows, with their bytes, and keeps the picture of a person', async () => {
  await left('announced');
  await left('sent');
  await left('ready');
  const shown = await left('ready');
  await users.update(owner.id, { avatarFileId: shown });
  await after(25);
  expect(await rows()).toEqual([shown]);
  expect(await objects()).toEqual([`pictures/${shown}.webp`]);
});

it('R55 collects objects that no row knows, and those alone', async () => {
  await put(`uploads/${newId('file')}`);
  await put(`pictures/${newId('file')}.webp`);
  const foreign = await put('backups/nobody-told-us');
  await after(25);
  expect(await objects()).toEqual([foreign]);
});
