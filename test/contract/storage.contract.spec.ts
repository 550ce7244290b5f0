import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'minio';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { DiskStorage } from '../../libs/platform/src/storage/disk-storage.js';
import { MinioStorage } from '../../libs/platform/src/storage/minio-storage.js';
import { poll } from '../support/diagnostics.js';
import { services, topologyKind } from '../support/env.js';
import { storageContract } from './storage-contract.js';

storageContract('DiskStorage', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'colloquy-storage-'));
  const storage = new DiskStorage(folder);
  await storage.prepare();
  return { storage, dispose: async () => rm(folder, { recursive: true }) };
});

describe('DiskStorage', () => {
  it('has no links', async () => {
    expect(await new DiskStorage('anywhere').signedUrl()).toBeNull();
  });
});

/** A bucket that is not there yet, and what takes it away with everything in it. */
const bucketOf = (): { storage: MinioStorage; client: Client; bucket: string; dispose(): Promise<void> } => {
  const { S3_ENDPOINT: endpoint, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = services();
  const { protocol, hostname, port } = new URL(endpoint);
  const useSSL = protocol === 'https:';
  const bucket = `colloquy-contract-${randomBytes(6).toString('hex')}`;
  const storage = new MinioStorage({ endpoint, accessKey, secretKey, bucket, region: 'us-east-1' });
  const client = new Client({
    endPoint: hostname,
    port: Number(port || (useSSL ? 443 : 80)),
    useSSL,
    accessKey,
    secretKey,
  });
  const dispose = async (): Promise<void> => {
    await client.removeObjects(bucket, await Array.fromAsync(storage.list('')));
    await client.removeBucket(bucket);
  };
  return { storage, client, bucket, dispose };
};

if (topologyKind() === 'full') {
  storageContract('MinioStorage', async () => {
    const { storage, dispose } = bucketOf();
    await storage.prepare();
    return { storage, dispose };
  });

  describe('MinioStorage', () => {
    const { storage, client, bucket, dispose } = bucketOf();
    const put = async (key: string, content: string): Promise<unknown> =>
      storage.put(key, Readable.from([Buffer.from(content)]), 'text/plain');

    beforeAll(async () => {
      // As processes that start together do, and one that was there before its store.
      await Promise.all([storage.prepare(), storage.prepare(), storage.ping()]);
    });
    afterAll(dispose);

    it('gives a link to the bytes and nothing else', async () => {
      await put('linked/one', 'hello');
      await put('linked/two', 'other');
      const url = await storage.signedUrl('linked/one', 60);
      const answer = await fetch(url);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain']);
      expect(await answer.text()).toBe('hello');
      expect((await fetch(url.replace('linked/one', 'linked/two'))).status).toBe(403);
      expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
      expect((await fetch(url.replace(/Expires=\d+/, 'Expires=6000'))).status).toBe(403);
    });

    it('ends a link after its seconds', async () => {
      await put('linked/short', 'hello');
      const url = await storage.signedUrl('linked/short', 1);
      const status = await poll(async () => {
        const answer = await fetch(url);
        await answer.body?.cancel();
        return answer.status === 200 ? undefined : answer.status;
      });
      expect(status).toBe(403);
    });

    it('refuses a link to a bad key', async () => {
      await expect(storage.signedUrl('../other-bucket/x', 60)).rejects.toThrow(/bad storage key/i);
    });

    it('leaves no parts of an upload that failed', async () => {
      const body = Readable.from(
        (function* () {
          for (let part = 0; part < 17; part++) yield randomBytes(1024 * 1024);
          throw new Error('the sender left');
        })(),
      );
      await expect(storage.put('parts/one', body, 'image/png')).rejects.toThrow('the sender left');
      expect(await Array.fromAsync(client.listIncompleteUploads(bucket, '', true))).toEqual([]);
    });

    it('says who is wrong when the keys are', async () => {
      const { S3_ENDPOINT: endpoint, S3_ACCESS_KEY: accessKey } = services();
      const stranger = new MinioStorage({
        endpoint,
        accessKey,
        secretKey: 'guessed-by-somebody',
        bucket,
        region: 'us-east-1',
      });
      await expect(stranger.prepare()).rejects.toMatchObject({ code: expect.stringMatching(/denied|signature/i) });
    });
  });
}
