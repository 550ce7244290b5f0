import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { ConfigError } from '../config/index.js';
import { Outages } from './outages.js';

const CONNECT_TIMEOUT_MS = 5_000;
const COMMAND_TIMEOUT_MS = 2_500;

type ConnectionOptions = { maxRetriesPerRequest: number | null; commandTimeout?: number };

const isReady = ({ status }: Redis): boolean => status === 'ready';
const quit = (connection: Redis): Promise<unknown> => connection.quit().catch(() => undefined);

/** The connections of one process to Redis. */
export class RedisConnections {
  private readonly logger = new Logger('Redis');
  private readonly opened: Redis[] = [];
  private readonly subscribers: Redis[] = [];
  private away = false;

  constructor(
    private readonly url: string,
    private readonly outages = new Outages(),
  ) {}

  /** Prefix of channels: Redis keeps the keys of its numbered databases apart, but not what is published. */
  get scope(): string {
    return `colloquy:${new URL(this.url).pathname.slice(1) || '0'}`;
  }

  /** For commands: they fail within a few seconds while Redis is away, instead of waiting for it. */
  readonly client = this.once(() => this.connect({ maxRetriesPerRequest: 1, commandTimeout: COMMAND_TIMEOUT_MS }));

  /** For waiting on jobs: retries for ever, as BullMQ demands. */
  blocking(): Redis {
    return this.connect({ maxRetriesPerRequest: null });
  }

  /** For listening: keeps its subscriptions over reconnections. */
  subscriber(): Redis {
    const connection = this.connect({ maxRetriesPerRequest: null });
    this.subscribers.push(connection);
    return connection;
  }

  /** @throws ConfigError when Redis does not answer, or may throw jobs away */
  async check(): Promise<void> {
    const client = this.client();
    try {
      await client.ping();
    } catch (error) {
      throw new ConfigError(
        `  REDIS_URL: Redis does not answer (${error instanceof Error ? error.message : String(error)})`,
      );
    }
    const settings = await client.config('GET', 'maxmemory-policy').catch(() => null);
    const policy = Array.isArray(settings) ? String(settings[1]) : 'noeviction';
    if (policy !== 'noeviction') {
      throw new ConfigError(
        `  REDIS_URL: this Redis evicts (maxmemory-policy ${policy}); set it to noeviction, or jobs get lost`,
      );
    }
  }

  /** For the live channel, where events may be lost but must not stop anything: publishing never rejects. */
  publisher(): Redis {
    const connection = this.connect({ maxRetriesPerRequest: 1, commandTimeout: COMMAND_TIMEOUT_MS });
    const publish = connection.publish.bind(connection);
    connection.publish = (async (channel: string, message: string) =>
      publish(channel, message).catch(() => 0)) as typeof connection.publish;
    return connection;
  }

  /** Hears no more, lets the commands that were sent be answered, as long as one may take, and closes everything. */
  async close(): Promise<void> {
    const inTime = (quitting: Promise<unknown>): Promise<unknown> =>
      Promise.race([quitting, delay(COMMAND_TIMEOUT_MS, undefined, { ref: false })]);
    await inTime(Promise.all(this.subscribers.filter(isReady).map(quit)));
    const client = this.client();
    if (isReady(client)) await inTime(quit(client));
    for (const connection of this.opened) connection.disconnect();
  }

  private connect(options: ConnectionOptions): Redis {
    const connection = new Redis(this.url, {
      ...options,
      connectTimeout: CONNECT_TIMEOUT_MS,
      retryStrategy: (times) => Math.min(100 * times, 1_000),
    });
    connection.on('error', (error) => {
      if (!this.away) this.logger.warn(`Redis is away: ${error.message}`);
      this.away = true;
    });
    connection.on('ready', () => {
      if (!this.away) return;
      this.away = false;
      this.logger.log('Redis is back');
      this.outages.ended();
    });
    this.opened.push(connection);
    return connection;
  }

  private once(make: () => Redis): () => Redis {
    let connection: Redis | undefined;
    return () => (connection ??= make());
  }
}
