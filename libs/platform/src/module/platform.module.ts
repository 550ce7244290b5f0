import { randomBytes } from 'node:crypto';
import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Config, ConfigError, weaknessOf } from '../config/index.js';
import { Db, type Schema } from '../db/index.js';
import { KeyStore, SecretBox } from '../keys/index.js';
import { FileKeyStore } from '../keys/file-key-store.js';
import { DatabaseKeyStore } from '../keys/secrets.repository.js';
import { Live, LiveSockets } from '../live/index.js';
import { EmitterLive } from '../live/emitter-live.js';
import { SocketLive } from '../live/socket-live.js';
import { Mail } from '../mail/index.js';
import { NoMail } from '../mail/no-mail.js';
import { Outbound } from '../outbound/index.js';
import { Queue } from '../queue/index.js';
import { InProcessQueue } from '../queue/in-process-queue.js';
import { Signals } from '../signals/index.js';
import { InProcessSignals } from '../signals/in-process-signals.js';
import { RedisSignals } from '../signals/redis-signals.js';
import { Storage } from '../storage/index.js';
import { DbCloser, Platform } from './platform.js';
import { RedisConnections } from './redis.js';

const MASTER_KEY_BYTES = 32;

/** The one place that reads the configuration and chooses the adapters. */
@Global()
@Module({})
export class PlatformModule {
  /** @param schema what the features bring to the database */
  static forRoot(config: Config, schema: Schema): DynamicModule {
    return moduleOf([
      ...foundation(config, schema, { exclusive: true }),
      { provide: RedisConnections, useFactory: () => config.redisUrl && new RedisConnections(config.redisUrl) },
      { provide: Storage, useFactory: () => openStorage(config) },
      { provide: Mail, useFactory: () => mailOf(config) },
      { provide: Queue, useFactory: queueOf(config), inject: [RedisConnections] },
      { provide: Signals, useFactory: signalsOf, inject: [RedisConnections] },
      { provide: Outbound, useFactory: () => new Outbound(operatorsEndpoints(config)) },
      Platform,
      ...liveOf(config),
    ]);
  }

  /** What the command line needs: the database and the keys, beside servers that run (rulings 17). */
  static forCommandLine(config: Config, schema: Schema): DynamicModule {
    return moduleOf([...foundation(config, schema, { exclusive: false }), DbCloser]);
  }
}

const moduleOf = (providers: Provider[]): DynamicModule => ({
  module: PlatformModule,
  providers,
  exports: providers.map((provider) => ('provide' in provider ? provider.provide : provider)),
});

/** @param options.exclusive whether this process is the one server of an embedded database */
const foundation = (config: Config, schema: Schema, options: { exclusive: boolean }): Provider[] => [
  { provide: Config, useValue: config },
  { provide: Db, useFactory: () => openDb(config, schema, options) },
  { provide: SecretBox, useFactory: async () => new SecretBox(await masterKey(config)) },
  { provide: KeyStore, useFactory: keyStoreOf(config), inject: [Db, SecretBox] },
];

async function openDb({ database }: Config, schema: Schema, options: { exclusive: boolean }): Promise<Db> {
  const db = await dbOf(database, schema, options);
  await db.open();
  return db;
}

/** Drivers are loaded when they are chosen: a start pays for what it uses. */
async function dbOf(database: Config['database'], schema: Schema, options: { exclusive: boolean }): Promise<Db> {
  if (database.kind === 'sqlite') {
    const { SqliteDb } = await import('../db/sqlite-db.js');
    return new SqliteDb(database.path, schema, options);
  }
  const { MysqlDb } = await import('../db/mysql-db.js');
  return new MysqlDb(database.url, database.poolSize, schema);
}

async function openStorage({ storage }: Config): Promise<Storage> {
  const opened = await storageOf(storage);
  // Chat goes on without files; health says that the store is away.
  await opened.prepare().catch(() => undefined);
  return opened;
}

async function storageOf(storage: Config['storage']): Promise<Storage> {
  if (storage.kind === 'disk') {
    const { DiskStorage } = await import('../storage/disk-storage.js');
    return new DiskStorage(storage.path);
  }
  const { MinioStorage } = await import('../storage/minio-storage.js');
  return new MinioStorage(storage);
}

async function masterKey(config: Config): Promise<Buffer> {
  const given = config.env.ENCRYPTION_KEY;
  if (given) return Buffer.from(given, 'base64');
  const store = new FileKeyStore(config.keysDir);
  const key = Buffer.from(
    await store.getOrMake('encryption', async () => randomBytes(MASTER_KEY_BYTES).toString('base64')),
    'base64',
  );
  const fault = key.length === MASTER_KEY_BYTES ? weaknessOf(key) : `is not ${MASTER_KEY_BYTES} bytes in base64`;
  if (fault) throw new ConfigError(`  ${config.keysDir}/encryption.key: ${fault}`);
  return key;
}

async function mailOf({ env }: Config): Promise<Mail> {
  if (!env.SMTP_URL || !env.MAIL_FROM) return new NoMail();
  const { SmtpMail } = await import('../mail/smtp-mail.js');
  return new SmtpMail(env.SMTP_URL, env.MAIL_FROM);
}

const keyStoreOf =
  (config: Config) =>
  (db: Db, box: SecretBox): KeyStore =>
    config.database.kind === 'sqlite' ? new FileKeyStore(config.keysDir) : new DatabaseKeyStore(db, box);

const queueOf =
  (config: Config) =>
  async (redis: RedisConnections | null): Promise<Queue> => {
    if (!redis) return new InProcessQueue(config.env.WORKER_CONCURRENCY);
    await redis.check();
    const { BullQueue } = await import('../queue/bull-queue.js');
    return new BullQueue(redis.client(), () => redis.blocking(), config.env.WORKER_CONCURRENCY);
  };

const signalsOf = (redis: RedisConnections | null): Signals =>
  redis ? new RedisSignals(redis.client(), redis.subscriber(), `${redis.scope}:signals`) : new InProcessSignals();

/** A process with the API speaks through its own sockets, a worker-only one through Redis. */
function liveOf(config: Config): Provider[] {
  if (!config.roles.api) {
    const speak = (redis: RedisConnections): Live => healing(new EmitterLive(redis.publisher(), redis.scope), redis);
    return [{ provide: Live, useFactory: speak, inject: [RedisConnections] }];
  }
  return [
    {
      provide: SocketLive,
      useFactory: (redis: RedisConnections | null) => healing(new SocketLive(), redis),
      inject: [RedisConnections],
    },
    { provide: Live, useExisting: SocketLive },
    { provide: LiveSockets, useExisting: SocketLive },
  ];
}

/** What this process could not say or hear while Redis was away is asked for by the pages, as soon as it is back. */
function healing<T extends Live>(live: T, redis: RedisConnections | null): T {
  redis?.onRestored(() => live.catchUp('live_channel_back'));
  return live;
}

function operatorsEndpoints({ env }: Config): string[] {
  const named = [env.VLLM_ENDPOINT, env.OLLAMA_ENDPOINT, env.AI_MODEL_URL, env.OPENAI_BASE_URL];
  return [...env.OUTBOUND_ALLOW, ...named.filter((address) => address !== undefined)];
}
