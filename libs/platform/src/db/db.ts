import { AsyncLocalStorage } from 'node:async_hooks';
import { Logger } from '@nestjs/common';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';

interface Transaction {
  manager: EntityManager;
  afterCommit: (() => unknown)[];
  /** Its function has returned: what was begun in it and goes on by itself is no longer part of it. */
  over: boolean;
}

/**
 * `synced`: on the disk before the call returns, as everything is that a person is told has happened. `relaxed`: on
 * the disk soon, for what is done again when it is lost (claims, checkpoints); SQLite is several times quicker so.
 */
export type Durability = 'synced' | 'relaxed';

/**
 * The database. Reads outside a transaction see what is committed; writes need `tx`.
 * The transaction in force is carried along the async calls, so nobody threads it through or forgets it.
 */
export abstract class Db {
  private readonly current = new AsyncLocalStorage<Transaction>();
  private readonly logger = new Logger('Db');

  /** Whether `SELECT … FOR UPDATE` exists; SQLite has one writer at a time instead. */
  abstract readonly locksRows: boolean;

  /** The connection that owns the schema. */
  abstract readonly dataSource: DataSource;

  /** Opens the database and brings its schema up to date. */
  abstract open(): Promise<void>;
  abstract close(): Promise<void>;

  /** Resolves when the database answers; rejects with the reason when it doesn't. */
  abstract ping(): Promise<void>;

  /** For reads outside a transaction. */
  protected abstract readonly reader: EntityManager;

  /** Runs `fn` in a new transaction and returns what it returned, after the commit. */
  protected abstract transact<T>(fn: (manager: EntityManager) => Promise<T>, durability: Durability): Promise<T>;

  private get transaction(): Transaction | undefined {
    const transaction = this.current.getStore();
    return transaction?.over ? undefined : transaction;
  }

  /** The manager of the transaction in force, else one that reads what is committed. */
  get manager(): EntityManager {
    return this.transaction?.manager ?? this.reader;
  }

  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.manager.getRepository(entity);
  }

  /**
   * Runs `fn` in one transaction; inside another one it joins it. May run `fn` again after a deadlock, so `fn`
   * touches nothing but the database and leaves effects to `afterCommit`.
   * @param durability what a power cut may undo; a killed process undoes neither
   */
  async tx<T>(fn: () => Promise<T>, durability: Durability = 'synced'): Promise<T> {
    if (this.transaction) return fn();
    let effects: (() => unknown)[] = [];
    const result = await this.transact(async (manager) => {
      const transaction: Transaction = { manager, afterCommit: [], over: false };
      effects = transaction.afterCommit;
      try {
        return await this.current.run(transaction, fn);
      } finally {
        transaction.over = true;
      }
    }, durability);
    for (const effect of effects) await this.perform(effect);
    return result;
  }

  /** Has `effect` run once the transaction in force is committed, never when it is rolled back; at once outside one. */
  async afterCommit(effect: () => unknown): Promise<void> {
    const { transaction } = this;
    if (transaction) transaction.afterCommit.push(effect);
    else await this.perform(effect);
  }

  /** What was committed stands whatever becomes of its effects: their failure is logged, and the sweeps repair it. */
  private async perform(effect: () => unknown): Promise<void> {
    try {
      await this.current.exit(async () => effect());
    } catch (error) {
      this.logger.error(error, 'An effect after a commit failed');
    }
  }
}
