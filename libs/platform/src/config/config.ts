import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { variables, type Variables } from './variables.js';
import { weaknessOf } from './weak-keys.js';

/** The server can't start as it is configured; the message says what to mend, one line per fault. */
export class ConfigError extends Error {}

export type DatabaseConfig = { kind: 'sqlite'; path: string } | { kind: 'mysql'; url: string; poolSize: number };

export type StorageConfig =
  | { kind: 'disk'; path: string }
  | { kind: 's3'; endpoint: string; accessKey: string; secretKey: string; bucket: string; region: string };

/** The configuration as the server uses it; a class so that it is its own injection token. */
export class Config {
  readonly roles: { api: boolean; worker: boolean };
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly keysDir: string;
  readonly webDir: string;
  readonly database: DatabaseConfig;
  readonly redisUrl: string | null;
  readonly storage: StorageConfig;

  constructor(readonly env: Variables) {
    this.roles = { api: env.ROLES.includes('api'), worker: env.ROLES.includes('worker') };
    this.publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
    this.dataDir = resolve(env.DATA_DIR);
    this.keysDir = resolve(env.KEYS_DIR ?? (env.DATA_DIR === './data' ? './keys' : `${env.DATA_DIR}/keys`));
    this.webDir = env.WEB_DIR ? resolve(env.WEB_DIR) : fileURLToPath(new URL('../../../../web', import.meta.url));
    this.database = databaseOf(env, this.dataDir);
    this.redisUrl = redisOf(env);
    this.storage = storageOf(env, this.dataDir);
  }

  /** True when the page is reached over TLS, so that cookies can be `Secure`. */
  get secure(): boolean {
    return this.publicUrl.startsWith('https:');
  }
}

function databaseOf(env: Variables, dataDir: string): DatabaseConfig {
  const poolSize = env.DATABASE_POOL_SIZE;
  if (env.DATABASE_URL) return { kind: 'mysql', url: env.DATABASE_URL.replace(/^mariadb:/, 'mysql:'), poolSize };
  if (!env.MYSQL_HOST) return { kind: 'sqlite', path: resolve(dataDir, 'colloquy.db') };
  const url = new URL('mysql://localhost');
  url.hostname = env.MYSQL_HOST;
  url.port = String(env.MYSQL_PORT);
  url.username = encodeURIComponent(env.MYSQL_USER ?? 'root');
  url.password = encodeURIComponent(env.MYSQL_PASSWORD ?? '');
  url.pathname = `/${env.MYSQL_DATABASE}`;
  return { kind: 'mysql', url: url.href, poolSize };
}

function redisOf(env: Variables): string | null {
  if (env.REDIS_URL) return env.REDIS_URL;
  if (!env.REDIS_HOST) return null;
  const password = env.REDIS_PASSWORD ? `:${encodeURIComponent(env.REDIS_PASSWORD)}@` : '';
  return `redis://${password}${env.REDIS_HOST}:${env.REDIS_PORT}`;
}

function storageOf(env: Variables, dataDir: string): StorageConfig {
  if (!env.S3_ENDPOINT) return { kind: 'disk', path: resolve(dataDir, 'files') };
  return {
    kind: 's3',
    endpoint: env.S3_ENDPOINT,
    accessKey: env.S3_ACCESS_KEY ?? '',
    secretKey: env.S3_SECRET_KEY ?? '',
    bucket: env.S3_BUCKET,
    region: env.S3_REGION,
  };
}

/** `MINIO_*` names the same settings as `S3_*`. */
function withAliases(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(source)) if (value !== undefined && value !== '') env[name] = value;
  for (const name of ['ENDPOINT', 'ACCESS_KEY', 'SECRET_KEY', 'BUCKET']) env[`S3_${name}`] ??= env[`MINIO_${name}`];
  return env;
}

/** Whether a host name or address is this machine. */
export const isLoopback = (host: string): boolean => /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** Combinations that would start and then lose or mix things. */
function conflicts(config: Config): string[] {
  const faults: string[] = [];
  const { api, worker } = config.roles;
  const alone = api && worker;
  if (!alone && config.database.kind === 'sqlite')
    faults.push('ROLES: a process that is only api or only worker needs DATABASE_URL (SQLite serves one process)');
  if (!alone && !config.redisUrl) faults.push('ROLES: a process that is only api or only worker needs REDIS_URL');
  if (config.database.kind === 'mysql' && !config.env.ENCRYPTION_KEY)
    faults.push('ENCRYPTION_KEY: is required with DATABASE_URL (openssl rand -base64 32)');
  const weakness = config.env.ENCRYPTION_KEY && weaknessOf(Buffer.from(config.env.ENCRYPTION_KEY, 'base64'));
  if (weakness) faults.push(`ENCRYPTION_KEY: ${weakness} (openssl rand -base64 32)`);
  if (config.env.JWT_PUBLIC_KEY_PATH && !config.env.JWT_PRIVATE_KEY_PATH)
    faults.push('JWT_PUBLIC_KEY_PATH: needs JWT_PRIVATE_KEY_PATH');
  if (config.env.SMTP_URL && !config.env.MAIL_FROM) faults.push('SMTP_URL: needs MAIL_FROM, the sender of mails');
  if (config.env.MAIL_FROM && !config.env.SMTP_URL)
    faults.push('MAIL_FROM: needs SMTP_URL, the server that sends mails');
  if (config.storage.kind === 's3' && !(config.storage.accessKey && config.storage.secretKey))
    faults.push('S3_ENDPOINT: needs S3_ACCESS_KEY and S3_SECRET_KEY');
  if (!config.secure && !isLoopback(new URL(config.publicUrl).hostname) && !config.env.ALLOW_INSECURE_HTTP)
    faults.push(
      'PUBLIC_URL: sign-in over plain http beyond localhost needs ALLOW_INSECURE_HTTP=true; better, serve https',
    );
  const { ADMIN_USERNAME, ADMIN_EMAIL, ADMIN_PASSWORD } = config.env;
  if ([ADMIN_USERNAME, ADMIN_EMAIL, ADMIN_PASSWORD].filter(Boolean).length % 3 !== 0)
    faults.push('ADMIN_USERNAME, ADMIN_EMAIL and ADMIN_PASSWORD: set all three or none');
  return faults;
}

/**
 * Reads the configuration from the environment.
 * @throws ConfigError that names every fault at once
 */
export function loadConfig(source: NodeJS.ProcessEnv = process.env): Config {
  const parsed = variables.safeParse(withAliases(source));
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue: z.core.$ZodIssue) => `${issue.path.join('.')}: ${issue.message}`);
  const config = parsed.success ? new Config(parsed.data) : null;
  if (config) faults.push(...conflicts(config));
  if (!config || faults.length > 0) throw new ConfigError(faults.map((fault) => `  ${fault}`).join('\n'));
  return config;
}
