import { Injectable } from '@nestjs/common';
import type { Health } from '#contract';
import { Db } from '#platform/db';
import { Queue } from '#platform/queue';
import { Storage } from '#platform/storage';

import { VERSION } from '../version.js';

const CHECK_TIMEOUT_MS = 2_000;

type Check = NonNullable<Health['checks']>[string];

/** How the server and what it depends on are (R61). */
@Injectable()
export class HealthService {
  constructor(
    private readonly db: Db,
    private readonly queue: Queue,
    private readonly storage: Storage,
  ) {}

  alive(): Health {
    return { status: 'ok', version: VERSION };
  }

  /** Down without the database; without the queue or the store, chat goes on (Q12). */
  async ready(): Promise<Health> {
    const [database, queue, storage] = await Promise.all([
      check(() => this.db.ping()),
      check(() => this.queue.ping()),
      check(() => this.storage.ping()),
    ]);
    const status =
      database.status === 'down' ? 'down' : queue.status === 'down' || storage.status === 'down' ? 'degraded' : 'ok';
    return { status, version: VERSION, checks: { database, queue, storage } };
  }
}

async function check(ping: () => Promise<void>): Promise<Check> {
  const begin = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([ping(), late]);
    return { status: 'up', latencyMs: Math.round((performance.now() - begin) * 10) / 10 };
  } catch {
    return { status: 'down', detail: 'Does not answer.' };
  } finally {
    clearTimeout(timer);
  }
}
