import { DataSource, type EntityManager } from 'typeorm';
import { codeOf } from '../errors/code-of.js';
import { Db } from './db.js';
import type { Schema } from './schema.js';
import { SnakeNaming } from './snake-naming.js';

const CONNECT_TIMEOUT_MS = 2_500;
const ATTEMPTS = 5;
const MIGRATION_LOCK = 'colloquy:migrations';

/** MySQL 8 or MariaDB 10.11+, told apart by asking the server. */
export class MysqlDb extends Db {
  readonly locksRows = true;
  dataSource: DataSource;

  constructor(
    private readonly url: string,
    private readonly poolSize: number,
    private readonly schema: Schema,
  ) {
    super();
    this.dataSource = this.source('mysql');
  }

  private source(type: 'mysql' | 'mariadb'): DataSource {
    return new DataSource({
      type,
      url: this.url,
      entities: this.schema.entities,
      migrations: this.schema.migrations,
      migrationsTransactionMode: 'each',
      namingStrategy: new SnakeNaming(),
      charset: 'utf8mb4_bin',
      timezone: 'Z',
      supportBigNumbers: true,
      bigNumberStrings: false,
      connectTimeout: CONNECT_TIMEOUT_MS,
      poolSize: this.poolSize,
      extra: { enableKeepAlive: true },
    });
  }

  protected get reader(): EntityManager {
    return this.dataSource.manager;
  }

  async open(): Promise<void> {
    await this.dataSource.initialize();
    const [row] = await this.dataSource.query<{ version: string }[]>('SELECT VERSION() AS version');
    if (row && /mariadb/i.test(row.version)) {
      await this.dataSource.destroy();
      this.dataSource = await this.source('mariadb').initialize();
    }
    await this.migrate();
  }

  /** Processes that start together migrate one after another; `GET_LOCK` is held by the connection and dies with it. */
  private async migrate(): Promise<void> {
    const lock = this.dataSource.createQueryRunner();
    try {
      const [answer] = (await lock.query('SELECT GET_LOCK(?, 120) AS got', [MIGRATION_LOCK])) as { got: unknown }[];
      if (Number(answer?.got) !== 1) throw new Error('Another process has been migrating the database for two minutes');
      await this.dataSource.runMigrations();
    } finally {
      await lock.query('SELECT RELEASE_LOCK(?)', [MIGRATION_LOCK]).catch(() => undefined);
      await lock.release();
    }
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  async ping(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }

  protected async transact<T>(fn: (manager: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.dataSource.transaction('READ COMMITTED', fn);
      } catch (error) {
        if (attempt === ATTEMPTS || !isDeadlock(error)) throw error;
      }
    }
  }
}

const isDeadlock = (error: unknown): boolean => ['ER_LOCK_DEADLOCK', 'ER_CHECKREAD'].includes(codeOf(error));
