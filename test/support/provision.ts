import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'minio';
import { createConnection } from 'mysql2/promise';
import { services, type TopologyKind } from './env.js';

/** Fresh state for one topology: what its processes are told by environment, and how to throw it away. */
export interface Ground {
  env: Record<string, string>;
  dataDir: string;
  database: string | undefined;
  remove(): Promise<void>;
}

const REDIS_DATABASES = 16;
const PER_WORKER = 4;
let made = 0;

/** Suites that run beside each other get other databases of the same Redis; each is emptied before use. */
const redisUrl = (base: string): string => {
  const worker = Number(process.env.JEST_WORKER_ID ?? process.env.TEST_PARALLEL_INDEX ?? 1);
  const index = (worker * PER_WORKER + (made++ % PER_WORKER)) % REDIS_DATABASES;
  const url = new URL(base);
  url.pathname = `/${index}`;
  return url.href;
};

const flush = async (url: string): Promise<void> => {
  const redis = new Redis(url, { lazyConnect: true });
  await redis.connect();
  await redis.flushdb();
  await redis.quit();
};

const withoutBucket = async (s3: Client, bucket: string): Promise<void> => {
  const names: string[] = [];
  for await (const item of s3.listObjectsV2(bucket, '', true) as AsyncIterable<{ name?: string }>) {
    if (item.name !== undefined) names.push(item.name);
  }
  if (names.length > 0) await s3.removeObjects(bucket, names);
  await s3.removeBucket(bucket);
};

const fullGround = async (dataDir: string): Promise<Ground> => {
  const known = services();
  const id = randomBytes(6).toString('hex');
  const database = `colloquy_test_${id}`;
  const bucket = `colloquy-test-${id}`;
  const mysql = { host: known.MYSQL_HOST, port: Number(known.MYSQL_PORT), user: known.MYSQL_USER };
  const sql = async (statement: string): Promise<void> => {
    const connection = await createConnection({ ...mysql, password: known.MYSQL_PASSWORD });
    await connection.query(statement);
    await connection.end();
  };
  const endpoint = new URL(known.S3_ENDPOINT);
  const s3 = new Client({
    endPoint: endpoint.hostname,
    port: Number(endpoint.port || (endpoint.protocol === 'https:' ? 443 : 80)),
    useSSL: endpoint.protocol === 'https:',
    accessKey: known.S3_ACCESS_KEY,
    secretKey: known.S3_SECRET_KEY,
  });
  const redis = redisUrl(known.REDIS_URL);
  await sql(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await flush(redis);
  await s3.makeBucket(bucket);
  return {
    dataDir,
    database,
    env: {
      DATA_DIR: dataDir,
      MYSQL_HOST: known.MYSQL_HOST,
      MYSQL_PORT: known.MYSQL_PORT,
      MYSQL_USER: known.MYSQL_USER,
      MYSQL_PASSWORD: known.MYSQL_PASSWORD,
      MYSQL_DATABASE: database,
      REDIS_URL: redis,
      S3_ENDPOINT: known.S3_ENDPOINT,
      S3_ACCESS_KEY: known.S3_ACCESS_KEY,
      S3_SECRET_KEY: known.S3_SECRET_KEY,
      S3_BUCKET: bucket,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    },
    async remove() {
      rmSync(dataDir, { recursive: true, force: true });
      await sql(`DROP DATABASE ${database}`);
      await flush(redis);
      await withoutBucket(s3, bucket);
    },
  };
};

/** An empty data directory; for the full topology also an empty database, Redis database and bucket. */
export const breakGround = async (kind: TopologyKind): Promise<Ground> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'colloquy-'));
  if (kind === 'full') return fullGround(dataDir);
  return {
    dataDir,
    database: undefined,
    env: { DATA_DIR: dataDir },
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
};
