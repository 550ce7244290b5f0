import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { isDatabaseAway } from '#platform/db';
import { MysqlDb } from '../../libs/platform/src/db/mysql-db.js';
import { MinioStorage } from '../../libs/platform/src/storage/minio-storage.js';
import { within } from '../support/diagnostics.js';
import { freePort } from '../support/ports.js';

/** What a request that needs the service waits at most before it is refused (quality.md §3). */
const PATIENCE_MS = 3_000;

const storageAt = (port: number): MinioStorage =>
  new MinioStorage({
    endpoint: `http://127.0.0.1:${port}`,
    accessKey: 'nobody',
    secretKey: 'nothing-secret',
    bucket: 'colloquy',
    region: 'us-east-1',
  });

const databaseAt = (port: number): MysqlDb =>
  new MysqlDb(`mysql://nobody:nothing@127.0.0.1:${port}/colloquy`, 2, { entities: [], migrations: [] });

describe('A service at whose address nobody listens', () => {
  it('is the store: every call fails at once with the reason', async () => {
    const storage = storageAt(await freePort());
    const calls: Record<string, () => Promise<unknown>> = {
      prepare: async () => storage.prepare(),
      ping: async () => storage.ping(),
      put: async () => storage.put('one', Readable.from([Buffer.from('x')]), 'text/plain'),
      'put of much': async () => storage.put('one', Readable.from([Buffer.alloc(9 * 1024 * 1024)]), 'text/plain'),
      get: async () => storage.get('one'),
      stat: async () => storage.stat('one'),
      remove: async () => storage.remove('one'),
      list: async () => Array.fromAsync(storage.list('')),
    };
    for (const [name, call] of Object.entries(calls)) {
      const reason = await within(call(), 1_000, name).catch((error: unknown) => error);
      expect({ name, reason }).toMatchObject({ reason: { code: 'ECONNREFUSED' } });
    }
  });

  it('is the database: opening it fails at once, as away', async () => {
    const reason = await databaseAt(await freePort())
      .open()
      .catch((error: unknown) => error);
    expect(reason).toMatchObject({ code: 'ECONNREFUSED' });
    expect(isDatabaseAway(reason)).toBe(true);
  });
});

describe('A service that accepts and keeps still', () => {
  const sockets: Socket[] = [];
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await once(server.close(), 'close');
  });

  it('is given up in time, be it the store or the database', async () => {
    const storage = storageAt(port);
    const calls = [
      storage.ping(),
      storage.get('one'),
      storage.stat('one'),
      storage.remove('one'),
      databaseAt(port).open(),
    ];
    const reasons = await within(Promise.allSettled(calls), PATIENCE_MS, 'all to give up');
    expect(reasons).toEqual(
      calls.map(() => ({ status: 'rejected', reason: expect.objectContaining({ code: 'ETIMEDOUT' }) })),
    );
  });
});
