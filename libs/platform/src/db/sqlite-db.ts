import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';

import { codeOf } from '../errors/code-of.js';
import { Db, type Durability } from './db.js';
import { Gate } from './gate.js';
import { lockServer } from './server-lock.js';
import type { Schema } from './schema.js';
import { SnakeNaming } from './snake-naming.js';

const TURN_TIMEOUT_MS = 10_000;
const BUSY_TIMEOUT_MS = 5_000;

interface Driver {
  pragma(statement: string): unknown;
  function(name: string, options: { deterministic: boolean }, run: (value: unknown) => unknown): unknown;
}

/** SQLite's own folds ASCII alone; MySQL's folds every script, and a search has to find the same on both. */
function foldEveryScript(database: Driver): void {
  database.function('lower', { deterministic: true }, (value) =>
    typeof value === 'string' ? value.toLowerCase() : value,
  );
}

/**
 * SQLite in one file. TypeORM has one connection per data source there, which parallel requests would share together
 * with its transaction; so writes pass a gate one by one, and reads have a read-only connection of their own (WAL).
 */
export class SqliteDb extends Db {
  readonly locksRows = false;
  readonly dataSource: DataSource;
  private readonly readSource: DataSource;
  private durability: Durability = 'synced';
  private unlock = (): void => undefined;
  private readonly gate = new Gate(TURN_TIMEOUT_MS);

  /** @param options.exclusive refuse a second server on this file (the command line may work beside one) */
  constructor(
    private readonly path: string,
    schema: Schema,
    private readonly options = { exclusive: false },
  ) {
    super();
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const common = {
      type: 'better-sqlite3' as const,
      database: path,
      entities: schema.entities,
      namingStrategy: new SnakeNaming(),
    };
    this.dataSource = new DataSource({
      ...common,
      migrations: schema.migrations,
      migrationsTransactionMode: 'each',
      enableWAL: true,
      timeout: 5,
      prepareDatabase: (database: Driver) => {
        database.pragma('synchronous = FULL');
        foldEveryScript(database);
      },
    });
    this.readSource = new DataSource({
      ...common,
      readonly: true,
      timeout: BUSY_TIMEOUT_MS,
      prepareDatabase: foldEveryScript,
    });
  }

  protected get reader(): EntityManager {
    return this.readSource.manager;
  }

  async open(): Promise<void> {
    if (this.options.exclusive) this.unlock = lockServer(this.path);
    await this.dataSource.initialize();
    await this.dataSource.runMigrations();
    await this.readSource.initialize();
  }

  async close(): Promise<void> {
    await this.gate.run(async () => {
      if (this.readSource.isInitialized) await this.readSource.destroy();
      if (this.dataSource.isInitialized) await this.dataSource.destroy();
      this.unlock();
    });
  }

  async ping(): Promise<void> {
    await this.reader.query('SELECT 1');
  }

  protected transact<T>(fn: (manager: EntityManager) => Promise<T>, durability: Durability): Promise<T> {
    return this.gate.run(async () => {
      const { manager } = this.dataSource;
      await this.sync(manager, durability);
      await this.begin(manager);
      try {
        const result = await fn(manager);
        await manager.query('COMMIT');
        return result;
      } catch (error) {
        // A full disk, among others, has rolled it back already, and then this fails; the reason is what counts.
        await manager.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  /** In WAL mode NORMAL leaves the sync to the next FULL commit or checkpoint (sqlite.org/pragma.html#pragma_synchronous). */
  private async sync(manager: EntityManager, durability: Durability): Promise<void> {
    if (durability === this.durability) return;
    await manager.query(`PRAGMA synchronous = ${durability === 'synced' ? 'FULL' : 'NORMAL'}`);
    this.durability = durability;
  }

  /** Takes the write lock at once, so that a transaction never fails half-way; the command line may hold it for a moment. */
  private async begin(manager: EntityManager): Promise<void> {
    const deadline = Date.now() + BUSY_TIMEOUT_MS;
    for (;;) {
      try {
        await manager.query('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (!isBusy(error) || Date.now() > deadline) throw error;
        await delay(10);
      }
    }
  }
}

const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY');
