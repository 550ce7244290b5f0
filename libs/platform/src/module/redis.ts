import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { ConfigError } from '../config/index.js';

const CONNECT_TIMEOUT_MS = 5_000;
const COMMAND_TIMEOUT_MS = 2_500;
const IMPATIENT_TIMEOUT_MS = 500;

type ConnectionOptions = {
  maxRetriesPerRequest: number | null;
  commandTimeout?: number;
  enableOfflineQueue?: boolean;
};

const isReady = ({ status }: Redis): boolean => status === 'ready';
const quit = (connection: Redis): Promise<unknown> => connection.quit().catch(() => undefined);

/** The connections of one process to Redis. */
export class RedisConnections {
  private readonly logger = new Logger('Redis');
  private readonly opened: Redis[] = [];
  private readonly subscribers: Redis[] = [];
  private readonly lost = new Set<Redis>();
  private closing = false;
  private readonly restored: (() => void)[] = [];

  constructor(private readonly url: string) {}

  /** Calls `listener` whenever every connection is there again after some were lost: what was said meanwhile was missed. */
  onRestored(listener: () => void): void {
    this.restored.push(listener);
  }

  /** Prefix of channels: Redis keeps the keys of its numbered databases apart, but not what is published. */
  get scope(): string {
    return `colloquy:${new URL(this.url).pathname.slice(1) || '0'}`;
  }

  /** For commands: they fail within a few seconds while Redis is away, instead of waiting for it. */
  readonly client = this.once(() => this.connect({ maxRetriesPerRequest: 1, commandTimeout: COMMAND_TIMEOUT_MS }));

  /** For what can be done without: its commands fail at once while Redis is away, and soon when it does not answer. */
  impatient(): Redis {
    return this.connect({
      maxRetriesPerRequest: 0,
      commandTimeout: IMPATIENT_TIMEOUT_MS,
      enableOfflineQueue: false,
    });
  }

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
    this.closing = true;
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
    let reason = 'the connection was closed';
    connection.on('error', (error) => {
      reason = error.message;
    });
    // A Redis that is back before the first attempt to reconnect gives no error, only a close.
    connection.on('close', () => {
      if (this.lost.size === 0 && !this.closing) this.logger.warn(`Redis is away: ${reason}`);
      this.lost.add(connection);
    });
    connection.on('end', () => this.lost.delete(connection));
    connection.on('ready', () => {
      if (!this.lost.delete(connection) || this.lost.size > 0) return;
      this.logger.log('Redis is back');
      for (const listener of this.restored) listener();
    });
    this.opened.push(connection);
    return connection;
  }

  private once(make: () => Redis): () => Redis {
    let connection: Redis | undefined;
    return () => (connection ??= make());
  }
}
