import { z } from 'zod';

const UNITS: Record<string, number> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** A span of time in seconds: a plain number, or one with `s`, `m`, `h` or `d`. */
const seconds = z.string().transform((text, context) => {
  const match = /^(\d+)([smhd]?)$/.exec(text.trim());
  if (!match) {
    context.addIssue({ code: 'custom', message: 'must be seconds, or a number with s, m, h or d' });
    return z.NEVER;
  }
  return Number(match[1]) * UNITS[match[2]!]!;
});

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const port = z.coerce.number().int().min(0).max(65_535);
const count = z.coerce.number().int().min(1);
const url = z
  .url({ protocol: /^https?$/, message: 'must be an http or https address' })
  .transform((text) => text.replace(/\/+$/, ''));

const required = <T extends z.ZodType>(schema: T, fallback: string, description: string) =>
  z
    .string()
    .default(fallback)
    .pipe(schema as unknown as z.ZodType<z.output<T>, string>)
    .meta({ description, fallback });

const optional = <T extends z.ZodType>(schema: T, description: string) => schema.optional().meta({ description });

/**
 * Every environment variable of the server, with its default and its line of documentation
 * (product.md §14). `docs/configuration.md` and `.env.example` are made from this table.
 */
export const variables = z.object({
  PORT: required(port, '3000', 'Port of the API, the sockets and the page'),
  HOST: required(z.string(), '127.0.0.1', 'Address to listen on (the container image sets 0.0.0.0)'),
  PUBLIC_URL: optional(url, 'Address that people open; `http://localhost:PORT` when unset'),
  ROLES: required(
    list.pipe(z.array(z.enum(['api', 'worker'])).min(1)),
    'api,worker',
    'What this process does: `api`, `worker` or both',
  ),
  DATA_DIR: required(z.string().min(1), './data', 'Embedded database and files'),
  KEYS_DIR: optional(z.string().min(1), 'Key files; `./keys`, or `DATA_DIR/keys` when `DATA_DIR` is set'),
  WEB_DIR: optional(z.string().min(1), 'Built page; `dist/web` when unset'),

  DATABASE_URL: optional(
    z.string().regex(/^(mysql|mariadb):\/\//, 'must start with mysql:// or mariadb://'),
    'MySQL 8 or MariaDB 10.11+; embedded SQLite in `DATA_DIR` when unset',
  ),
  MYSQL_HOST: optional(z.string().min(1), 'Instead of `DATABASE_URL`'),
  MYSQL_PORT: required(port, '3306', 'With `MYSQL_HOST`'),
  MYSQL_USER: optional(z.string(), 'With `MYSQL_HOST`'),
  MYSQL_PASSWORD: optional(z.string(), 'With `MYSQL_HOST`'),
  MYSQL_DATABASE: required(z.string(), 'colloquy', 'With `MYSQL_HOST`'),
  DATABASE_POOL_SIZE: required(count, '20', 'Connections to MySQL per process'),

  REDIS_URL: optional(
    z.string().regex(/^rediss?:\/\//, 'must start with redis:// or rediss://'),
    'Redis 7 or Valkey; in-process queue and channel when unset',
  ),
  REDIS_HOST: optional(z.string().min(1), 'Instead of `REDIS_URL`'),
  REDIS_PORT: required(port, '6379', 'With `REDIS_HOST`'),
  REDIS_PASSWORD: optional(z.string(), 'With `REDIS_HOST`'),

  S3_ENDPOINT: optional(
    url,
    'MinIO or any S3-compatible store; files lie in `DATA_DIR` when unset. `MINIO_*` is read too',
  ),
  S3_ACCESS_KEY: optional(z.string(), 'With `S3_ENDPOINT`'),
  S3_SECRET_KEY: optional(z.string(), 'With `S3_ENDPOINT`'),
  S3_BUCKET: required(z.string(), 'colloquy', 'With `S3_ENDPOINT`; made when missing'),
  S3_REGION: required(z.string(), 'us-east-1', 'With `S3_ENDPOINT`'),

  JWT_PRIVATE_KEY_PATH: optional(
    z.string(),
    'RSA private key (PEM) that signs access tokens; made in `KEYS_DIR` when unset',
  ),
  JWT_PUBLIC_KEY_PATH: optional(z.string(), 'Its public half; read from the private key when unset'),
  ACCESS_TOKEN_TTL: required(seconds, '15m', 'Life of an access token'),
  REFRESH_TOKEN_TTL: required(seconds, '30d', 'Longest life of a session'),
  REFRESH_IDLE_TTL: required(seconds, '7d', 'A session unused for this long ends'),
  ENCRYPTION_KEY: optional(
    z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 random bytes in base64 (openssl rand -base64 32)'),
    'Master key of stored secrets; made in `KEYS_DIR` when unset, required with `DATABASE_URL`',
  ),

  REGISTRATION: required(
    z.enum(['open', 'invite', 'closed']),
    'open',
    'Who may register: anybody, people with an invitation, nobody',
  ),
  ADMIN_USERNAME: optional(z.string(), 'Makes the first admin at start when there is none'),
  ADMIN_EMAIL: optional(z.string(), 'With `ADMIN_USERNAME`'),
  ADMIN_PASSWORD: optional(z.string(), 'With `ADMIN_USERNAME`'),
  ADMIN_READS_PRIVATE: required(flag, 'false', 'Whether admins may read private rooms'),

  OPENAI_API_KEY: optional(z.string().min(1), 'Key of the OpenAI API'),
  OPENAI_BASE_URL: required(url, 'https://api.openai.com/v1', 'Base address of the OpenAI API'),
  VLLM_ENDPOINT: optional(url, 'OpenAI-compatible vLLM server, ending in `/v1`'),
  OLLAMA_ENDPOINT: optional(url, 'OpenAI-compatible Ollama server, ending in `/v1`'),
  AI_MODEL_URL: optional(url, 'Any other OpenAI-compatible server; `/v1` is appended when missing'),
  AI_API_KEY: optional(z.string().min(1), 'Key for `AI_MODEL_URL`'),
  DEFAULT_MODEL: optional(z.string().min(1), "Model of assistants that name none; the provider's first when unset"),

  OUTBOUND_ALLOW: required(list, '', 'Private endpoints (`host:port,…`) that outgoing calls may reach'),
  TRUSTED_PROXIES: required(list, '', 'Addresses whose `X-Forwarded-For` is believed'),
  CORS_ORIGINS: required(list, '', 'Further origins that may call the API'),
  ALLOW_INSECURE_HTTP: required(flag, 'false', 'Permit sign-in cookies over plain HTTP beyond localhost'),

  MAX_MESSAGE_LENGTH: required(count.max(100_000), '8000', 'Characters in a message'),
  MAX_ROOM_PARTICIPANTS: required(count, '50', 'People in a room, changeable per room'),
  MAX_CHAT_HISTORY: required(count, '100', "How many messages an assistant's context may reach back"),
  MAX_UPLOAD_MB: required(count, '25', 'Size of an upload'),
  AI_RESPONSE_TIMEOUT: required(seconds, '900', 'Longest time of an answer'),
  AI_FIRST_TOKEN_TIMEOUT: required(seconds, '60', 'Longest wait for a token'),
  WORKER_CONCURRENCY: required(count, '16', 'Answers that one worker process writes at once'),
  ROOM_QUEUE_PER_USER: required(count, '5', 'Waiting questions per user and room'),

  RATE_REQUESTS_PER_MINUTE: required(count, '600', 'Requests per user, or per address before signing in'),
  RATE_SENDS_PER_MINUTE: required(count, '60', 'Messages per user and room'),
  RATE_AI_PER_MINUTE: required(count, '20', 'Calls of assistants per user'),

  SMTP_URL: optional(
    z
      .string()
      .refine(
        (text) => /^smtps?:\/\/[^/]/.test(text) && URL.canParse(text),
        'must be such as smtp://mail.example.org or smtps://user:password@mail.example.org',
      ),
    'Mail server for password resets and invitations, such as `smtps://user:password@mail.example.org`',
  ),
  MAIL_FROM: optional(
    z.string().regex(/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address, or a name and an <address>'),
    'Sender of mails, such as `Colloquy <chat@example.org>`; with `SMTP_URL`',
  ),

  LOG_LEVEL: required(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    'info',
    'Least important log line that is written',
  ),
  LOG_FORMAT: optional(z.enum(['pretty', 'json']), 'Pretty on a terminal, else JSON'),
});

export type Variables = z.output<typeof variables>;
