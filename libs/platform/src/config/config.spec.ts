import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { ConfigError, loadConfig, type Config } from './config.js';

const ENCRYPTION_KEY = randomBytes(32).toString('base64');
const MYSQL = { DATABASE_URL: 'mysql://colloquy:secret@db.local:3307/colloquy', ENCRYPTION_KEY };

const faultsOf = (env: NodeJS.ProcessEnv): string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n').map((line) => line.trim().split(':')[0] ?? '');
  }
};

describe('The configuration', () => {
  it('needs nothing: one process on SQLite, in-process queue and disk', () => {
    const config = loadConfig({});
    expect(config.roles).toEqual({ api: true, worker: true });
    expect(config.database.kind).toBe('sqlite');
    expect(config.redisUrl).toBeNull();
    expect(config.storage.kind).toBe('disk');
    expect(config.publicUrl).toBe('http://localhost:3000');
    expect(config.secure).toBe(false);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ PORT: '', REDIS_URL: '', S3_ENDPOINT: '', ENCRYPTION_KEY: '' }).env.PORT).toBe(3000);
  });

  it('names every fault at once', () => {
    const faults = faultsOf({ PORT: 'eighty', REDIS_URL: 'localhost', ACCESS_TOKEN_TTL: 'soon', MAX_UPLOAD_MB: '0' });
    expect(faults.toSorted()).toEqual(['ACCESS_TOKEN_TTL', 'MAX_UPLOAD_MB', 'PORT', 'REDIS_URL']);
  });

  it.each<[string, NodeJS.ProcessEnv, string[]]>([
    ['sign-in over plain http beyond localhost', { PUBLIC_URL: 'http://chat.example' }, ['PUBLIC_URL']],
    ['the same when it is wanted', { PUBLIC_URL: 'http://chat.example', ALLOW_INSECURE_HTTP: 'true' }, []],
    ['separate roles on SQLite', { ROLES: 'api' }, ['ROLES', 'ROLES']],
    ['separate roles without Redis', { ROLES: 'worker', ...MYSQL }, ['ROLES']],
    ['MySQL without a master key', { DATABASE_URL: MYSQL.DATABASE_URL }, ['ENCRYPTION_KEY']],
    ['a master key that is too short', { ENCRYPTION_KEY: 'c2hvcnQ=' }, ['ENCRYPTION_KEY']],
    ['a master key of one byte', { ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') }, ['ENCRYPTION_KEY']],
    [
      'a master key that counts',
      { ENCRYPTION_KEY: Buffer.from([...Array(32).keys()]).toString('base64') },
      ['ENCRYPTION_KEY'],
    ],
    ['a mail server without a sender', { SMTP_URL: 'smtp://mail.local' }, ['SMTP_URL']],
    ['a sender without a mail server', { MAIL_FROM: 'chat@example.org' }, ['MAIL_FROM']],
    ['a mail server that is none', { SMTP_URL: 'smtp://', MAIL_FROM: 'chat@example.org' }, ['SMTP_URL']],
    ['a sender without an address', { SMTP_URL: 'smtp://mail.local', MAIL_FROM: 'Colloquy' }, ['MAIL_FROM']],
    ['a public key without its private one', { JWT_PUBLIC_KEY_PATH: 'public.pem' }, ['JWT_PUBLIC_KEY_PATH']],
    ['a store without keys', { S3_ENDPOINT: 'http://store.local' }, ['S3_ENDPOINT']],
    ['half an admin', { ADMIN_USERNAME: 'root' }, ['ADMIN_USERNAME, ADMIN_EMAIL and ADMIN_PASSWORD']],
    ['an unknown role', { ROLES: 'api,boss' }, ['ROLES.1']],
  ])('refuses %s', (_, env, faults) => {
    expect(faultsOf(env)).toEqual(faults);
  });

  it('takes roles apart with MySQL and Redis', () => {
    const config = loadConfig({ ...MYSQL, ROLES: 'worker', REDIS_URL: 'redis://redis.local' });
    expect(config.roles).toEqual({ api: false, worker: true });
    expect(config.database).toMatchObject({ kind: 'mysql', url: MYSQL.DATABASE_URL });
  });

  it('makes addresses of single parts, with what they need quoted', () => {
    const secret = 'p@ss/w:rd#?';
    const env = { MYSQL_HOST: 'db.local', MYSQL_USER: 'ann', MYSQL_PASSWORD: secret, ENCRYPTION_KEY };
    const config = loadConfig({ ...env, REDIS_HOST: 'redis.local', REDIS_PASSWORD: secret });
    const parts = (address: string): string[] => {
      const { host, username, password, pathname } = new URL(address);
      return [host, decodeURIComponent(username), decodeURIComponent(password), pathname];
    };
    const mysql = config.database.kind === 'mysql' ? config.database.url : '';
    expect(parts(mysql)).toEqual(['db.local:3306', 'ann', secret, '/colloquy']);
    expect(parts(config.redisUrl ?? '')).toEqual(['redis.local:6379', '', secret, '']);
  });

  it('reads MINIO_* for S3_*, which win', () => {
    const minio = { MINIO_ENDPOINT: 'http://minio.local:9000/', MINIO_ACCESS_KEY: 'a', MINIO_SECRET_KEY: 'b' };
    const storage = (env: NodeJS.ProcessEnv): Config['storage'] => loadConfig(env).storage;
    expect(storage(minio)).toMatchObject({ endpoint: 'http://minio.local:9000', accessKey: 'a', bucket: 'colloquy' });
    expect(storage({ ...minio, S3_ACCESS_KEY: 'c' })).toMatchObject({ accessKey: 'c', secretKey: 'b' });
  });

  it.each([
    ['90', 90],
    ['90s', 90],
    ['15m', 900],
    ['12h', 43_200],
    ['30d', 2_592_000],
  ])('reads %s as %d seconds', (text, seconds) => {
    expect(loadConfig({ REFRESH_TOKEN_TTL: text }).env.REFRESH_TOKEN_TTL).toBe(seconds);
  });

  it('puts the keys beside the data when that is moved', () => {
    expect(loadConfig({}).keysDir).toMatch(/[/\\]keys$/);
    expect(loadConfig({ DATA_DIR: '/srv/colloquy' }).keysDir).toMatch(/colloquy[/\\]keys$/);
    expect(loadConfig({ DATA_DIR: '/srv/colloquy', KEYS_DIR: '/etc/keys' }).keysDir).toMatch(/etc[/\\]keys$/);
  });
});
