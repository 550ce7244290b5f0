import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Db } from '#platform/db';
import { SecretBox } from '#platform/keys';
import { schema } from '../../apps/api/src/schema.js';
import { MysqlDb } from '../../libs/platform/src/db/mysql-db.js';
import { SqliteDb } from '../../libs/platform/src/db/sqlite-db.js';
import { FileKeyStore } from '../../libs/platform/src/keys/file-key-store.js';
import { DatabaseKeyStore } from '../../libs/platform/src/keys/secrets.repository.js';
import { topologyKind } from '../support/env.js';
import { breakGround } from '../support/provision.js';
import { keyStoreContract } from './key-store-contract.js';

keyStoreContract('FileKeyStore', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'colloquy-keys-'));
  const keys = path.join(folder, 'keys');
  const dispose = async (): Promise<void> => rm(folder, { recursive: true });
  return { store: new FileKeyStore(keys), another: new FileKeyStore(keys), dispose };
});

/** Two processes on one database, under the same master key. */
const inDatabase = async (open: () => Db, remove: () => Promise<void>) => {
  const box = new SecretBox(randomBytes(32));
  const processes = [open(), open()] as [Db, Db];
  for (const db of processes) await db.open();
  const dispose = async (): Promise<void> => {
    for (const db of processes) await db.close();
    await remove();
  };
  const [store, another] = processes.map((db) => new DatabaseKeyStore(db, box)) as [DatabaseKeyStore, DatabaseKeyStore];
  return { store, another, dispose };
};

keyStoreContract('DatabaseKeyStore on SQLite', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'colloquy-keys-'));
  return inDatabase(
    () => new SqliteDb(path.join(folder, 'test.db'), schema),
    async () => rm(folder, { recursive: true }),
  );
});

if (topologyKind() === 'full') {
  keyStoreContract('DatabaseKeyStore on MariaDB', async () => {
    const { env, remove } = await breakGround('full');
    const url = `mysql://${env.MYSQL_USER}:${env.MYSQL_PASSWORD}@${env.MYSQL_HOST}:${env.MYSQL_PORT}/${env.MYSQL_DATABASE}`;
    return inDatabase(() => new MysqlDb(url, 2, schema), remove);
  });
}
