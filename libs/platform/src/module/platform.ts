import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Db } from '../db/index.js';
import { Outbound } from '../outbound/index.js';
import { Signals } from '../signals/index.js';
import { RedisConnections } from './redis.js';

/** Closes what the platform opened, after the features have stopped. */
@Injectable()
export class Platform implements OnApplicationShutdown {
  constructor(
    private readonly db: Db,
    private readonly signals: Signals,
    private readonly outbound: Outbound,
    private readonly redis: RedisConnections,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.signals.close();
    await this.outbound.close();
    await (this.redis as RedisConnections | null)?.close();
    await this.db.close();
  }
}

/** The same where nothing but the database was opened. */
@Injectable()
export class DbCloser implements OnApplicationShutdown {
  constructor(private readonly db: Db) {}

  async onApplicationShutdown(): Promise<void> {
    await this.db.close();
  }
}
