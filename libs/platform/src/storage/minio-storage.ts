import type { Readable } from 'node:stream';
import { Client, type BucketItem } from 'minio';
import { codeOf } from '../errors/code-of.js';
import { inParts } from './parts.js';
import { checkedKey, checkedPrefix, checkedRange, outside } from './storage-checks.js';
import { ObjectMissing, Storage, type ByteRange, type StoredObject } from './storage.js';
import { storeTransport } from './store-transport.js';

/** Times 10,000 parts: objects up to 80 GiB, with one part in memory. S3 wants at least 5 MiB. */
const PART_BYTES = 8 * 1024 * 1024;

export interface MinioOptions {
  /** `http://host:port` or `https://host`. */
  endpoint: string;
  accessKey: string;
  secretKey: string;
  bucket: string;
  region: string;
}

/**
 * Objects in a bucket of MinIO or any S3-compatible store; only what all of them have is used. The client's own upload of
 * streams is not: it keeps parts of half a gigabyte in memory, mixes uploads of the same key, and hangs when the body fails.
 */
export class MinioStorage extends Storage {
  private readonly client: Client;
  private readonly bucket: string;
  private readonly region: string;

  constructor({ endpoint, accessKey, secretKey, bucket, region }: MinioOptions) {
    super();
    const { protocol, hostname, port } = new URL(endpoint);
    const useSSL = protocol === 'https:';
    this.bucket = bucket;
    this.region = region;
    this.client = new Client({
      endPoint: hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      useSSL,
      accessKey,
      secretKey,
      region,
      transport: storeTransport(useSSL),
      retryOptions: { disableRetry: true },
    });
  }

  async prepare(): Promise<void> {
    if (await this.client.bucketExists(this.bucket)) return;
    try {
      await this.client.makeBucket(this.bucket, this.region);
    } catch (error) {
      const madeMeanwhile = await this.client.bucketExists(this.bucket).catch(() => false);
      if (!madeMeanwhile) throw error;
    }
  }

  async put(key: string, body: Readable, type: string): Promise<{ size: number }> {
    checkedKey(key);
    const headers = { 'Content-Type': type };
    const parts = inParts(body, PART_BYTES);
    try {
      const { value: first = Buffer.alloc(0) } = await parts.next();
      if (first.length === PART_BYTES) return { size: await this.upload(key, headers, first, parts) };
      await this.client.putObject(this.bucket, key, first, first.length, headers);
      return { size: first.length };
    } catch (error) {
      body.destroy();
      throw error;
    }
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    checkedKey(key);
    if (!range) return this.of(key, this.client.getObject(this.bucket, key));
    const { start, end } = checkedRange(range);
    try {
      return await this.of(key, this.client.getPartialObject(this.bucket, key, start, end - start + 1));
    } catch (error) {
      throw codeOf(error) === 'InvalidRange' ? outside(range) : error;
    }
  }

  async stat(key: string): Promise<StoredObject> {
    const { size, metaData } = await this.of(key, this.client.statObject(this.bucket, checkedKey(key)));
    return { size, type: String(metaData['content-type']) };
  }

  async remove(key: string): Promise<void> {
    await this.client.removeObject(this.bucket, checkedKey(key));
  }

  async *list(prefix: string): AsyncIterable<string> {
    const items: AsyncIterable<BucketItem> = this.client.listObjectsV2(this.bucket, checkedPrefix(prefix), true);
    for await (const { name } of items) if (name !== undefined) yield name;
  }

  async signedUrl(key: string, seconds: number): Promise<string> {
    return this.client.presignedGetObject(this.bucket, checkedKey(key), Math.floor(seconds));
  }

  /** Makes the bucket where it is missing, since the store may have been away at the start. */
  async ping(): Promise<void> {
    await this.prepare();
  }

  /** Multipart upload of `first` and the parts after it; gives their bytes. */
  private async upload(
    key: string,
    headers: Record<string, string>,
    first: Buffer,
    rest: AsyncIterable<Buffer>,
  ): Promise<number> {
    const uploadID = await this.client.initiateNewMultipartUpload(this.bucket, key, headers);
    try {
      const done: { part: number; etag: string }[] = [];
      let size = 0;
      const send = async (payload: Buffer): Promise<void> => {
        const partNumber = done.length + 1;
        const place = { bucketName: this.bucket, objectName: key, uploadID, partNumber, headers: {} };
        const { etag } = await this.client.uploadPart(place, payload);
        done.push({ part: partNumber, etag });
        size += payload.length;
      };
      await send(first);
      for await (const part of rest) await send(part);
      await this.client.completeMultipartUpload(this.bucket, key, uploadID, done);
      return size;
    } catch (error) {
      await this.client.abortMultipartUpload(this.bucket, key, uploadID).catch(() => undefined);
      throw error;
    }
  }

  private async of<T>(key: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw ['NoSuchKey', 'NotFound'].includes(codeOf(error)) ? new ObjectMissing(key) : error;
    }
  }
}
