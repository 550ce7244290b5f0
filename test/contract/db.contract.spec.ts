import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDatabaseAway } from '#platform/db';
import { MysqlDb } from '../../libs/platform/src/db/mysql-db.js';
import { SqliteDb } from '../../libs/platform/src/db/sqlite-db.js';
import { within } from '../support/diagnostics.js';
import { topologyKind } from '../support/env.js';
import { Gate } from '../support/gate.js';
import { breakGround, type Ground } from '../support/provision.js';
import { CuttableProxy } from './cuttable-proxy.js';
import { dbContract } from './db-contract.js';
import { Counter, Note, schema } from './db-schema.js';

// Effects that fail on purpose are logged.
Logger.overrideLogger(false);

const note = (id: string): Note => ({ id, label: id, body: '', writtenAt: new Date() });

const sqliteFile = async (): Promise<{ file: string; remove(): Promise<void> }> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'colloquy-db-'));
  return { file: path.join(folder, 'new', 'test.db'), remove: async () => rm(folder, { recursive: true }) };
};

dbContract('SqliteDb', async () => {
  const { file, remove } = await sqliteFile();
  const db = new SqliteDb(file, schema);
  await db.open();
  const dispose = async (): Promise<void> => {
    await db.close();
    await remove();
  };
  return { db, dispose };
});

describe('SqliteDb', () => {
  let server: SqliteDb;
  let commandLine: SqliteDb;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const { file, ...rest } = await sqliteFile();
    remove = rest.remove;
    server = new SqliteDb(file, schema);
    commandLine = new SqliteDb(file, schema);
    await server.open();
    await commandLine.open();
  });
  afterAll(async () => {
    await server.close();
    await commandLine.close();
    await remove();
  });

  it('refuses a write outside a transaction', async () => {
    const write = server.repository(Note).insert(note(randomUUID()));
    await expect(write).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
  });

  it('refuses a second server on the same file, until the first has closed', async () => {
    const { file, ...rest } = await sqliteFile();
    const [first, second] = [0, 1].map(() => new SqliteDb(file, schema, { exclusive: true })) as [SqliteDb, SqliteDb];
    await first.open();
    await expect(second.open()).rejects.toThrow(/Another server uses/);
    const commandLine = new SqliteDb(file, schema);
    await commandLine.open();
    await commandLine.close();
    await first.close();
    await second.open();
    await second.close();
    await rest.remove();
  });

  it('says that the disk is full, rolls back, and goes on when there is room', async () => {
    const [small, large] = [note(randomUUID()), { ...note(randomUUID()), body: 'x'.repeat(1_000_000) }];
    await server.dataSource.query('PRAGMA max_page_count = 60');
    const full = server.tx(async () => {
      await server.repository(Note).insert(small);
      await server.repository(Note).insert(large);
    });
    const reason = await full.catch((error: unknown) => error);
    expect(reason).toMatchObject({ code: 'SQLITE_FULL' });
    expect(isDatabaseAway(reason)).toBe(true);
    expect(await server.repository(Note).existsBy({ id: small.id })).toBe(false);
    await server.dataSource.query('PRAGMA max_page_count = 100000');
    await server.tx(async () => server.repository(Note).insert([small, large]));
    expect(await server.repository(Note).countBy([{ id: small.id }, { id: large.id }])).toBe(2);
  });

  it('loses no write when the command line writes to the same file', async () => {
    const id = randomUUID();
    await server.tx(async () => server.repository(Counter).insert({ id, count: 0 }));
    const increment = async (db: SqliteDb): Promise<void> =>
      db.tx(async () => {
        const { count } = await db.repository(Counter).findOneByOrFail({ id });
        await db.repository(Counter).update({ id }, { count: count + 1 });
      });
    await Promise.all(Array.from({ length: 60 }, async (_, index) => increment(index % 2 ? server : commandLine)));
    expect(await server.repository(Counter).findOneBy({ id })).toEqual({ id, count: 60 });
  });

  it('reads while another transaction writes, and closes after it', async () => {
    const { file, ...rest } = await sqliteFile();
    const db = new SqliteDb(file, schema);
    await db.open();
    const [begun, gate] = [new Gate(), new Gate()];
    const writing = db.tx(async () => {
      begun.open();
      await gate.wait();
      await db.repository(Note).insert(note('the last one'));
    });
    await begun.wait();
    expect(await db.repository(Note).count()).toBe(0);
    const closing = db.close();
    gate.open();
    await Promise.all([writing, closing]);
    await db.open();
    expect(await db.repository(Note).count()).toBe(1);
    await db.close();
    await rest.remove();
  });
});

if (topologyKind() === 'full') {
  const urlOf = ({ env }: Ground): string =>
    `mysql://${env.MYSQL_USER}:${encodeURIComponent(env.MYSQL_PASSWORD ?? '')}@${env.MYSQL_HOST}:${env.MYSQL_PORT}/${env.MYSQL_DATABASE}`;

  dbContract('MysqlDb', async () => {
    const ground = await breakGround('full');
    const db = new MysqlDb(urlOf(ground), 20, schema);
    await db.open();
    const dispose = async (): Promise<void> => {
      await db.close();
      await ground.remove();
    };
    return { db, dispose };
  });

  describe('MysqlDb', () => {
    let ground: Ground;
    let servers: MysqlDb[];
    const [first, second] = [0, 1].map((index) => (): MysqlDb => servers[index] as MysqlDb) as [
      () => MysqlDb,
      () => MysqlDb,
    ];

    beforeAll(async () => {
      ground = await breakGround('full');
      servers = [0, 1, 2].map(() => new MysqlDb(urlOf(ground), 5, schema));
      await Promise.all(servers.map(async (db) => db.open()));
    });
    afterAll(async () => {
      await Promise.all(servers.map(async (db) => db.close()));
      await ground.remove();
    });

    it('makes the tables once when several processes start together', async () => {
      const done = await first().manager.query('SELECT name FROM migrations');
      expect(done).toEqual([{ name: 'ContractTables1700000000000' }]);
    });

    it('runs a transaction again after a deadlock, and its effects once', async () => {
      const ids = [randomUUID(), randomUUID()];
      await first().tx(async () =>
        first()
          .repository(Counter)
          .insert(ids.map((id) => ({ id, count: 0 }))),
      );
      const gates = [new Gate(), new Gate()] as const;
      const effects: number[] = [];
      let runs = 0;
      const cross = async (db: MysqlDb, me: 0 | 1): Promise<void> =>
        db.tx(async () => {
          runs++;
          await db.afterCommit(() => effects.push(me));
          await db.repository(Counter).increment({ id: ids[me] }, 'count', 1);
          gates[me].open();
          await gates[me === 0 ? 1 : 0].wait();
          await db.repository(Counter).increment({ id: ids[1 - me] }, 'count', 1);
        });
      await Promise.all([cross(first(), 0), cross(second(), 1)]);
      expect(runs).toBe(3);
      expect(effects.toSorted()).toEqual([0, 1]);
      expect((await first().repository(Counter).find()).map(({ count }) => count)).toEqual([2, 2]);
    });

    it('counts exactly over two processes', async () => {
      const id = randomUUID();
      await first().tx(async () => first().repository(Counter).insert({ id, count: 0 }));
      const increment = async (db: MysqlDb): Promise<void> =>
        db.tx(async () => {
          const locked = { where: { id }, lock: { mode: 'pessimistic_write' } } as const;
          const { count } = await db.repository(Counter).findOneOrFail(locked);
          await db.repository(Counter).update({ id }, { count: count + 1 });
        });
      await Promise.all(Array.from({ length: 100 }, async (_, index) => increment(index % 2 ? first() : second())));
      expect(await first().repository(Counter).findOneBy({ id })).toEqual({ id, count: 100 });
    });

    it('refuses while the database is away, as away, and works when it is back', async () => {
      const proxy = new CuttableProxy(urlOf(ground));
      await proxy.mend();
      const db = new MysqlDb(proxy.url, 5, schema);
      await db.open();
      const begun = new Gate();
      const cut = new Gate();
      const halfWay = db.tx(async () => {
        await db.repository(Note).insert(note('half-way'));
        begun.open();
        await cut.wait();
        await db.repository(Note).insert(note('the other half'));
      });
      await begun.wait();
      await proxy.cut();
      cut.open();
      const attempts = [
        halfWay,
        db.ping(),
        db.repository(Note).count(),
        db.tx(async () => db.repository(Note).count()),
      ];
      const reasons = await within(Promise.allSettled(attempts), 3_000, 'all to fail');
      expect(reasons.map((one) => one.status === 'rejected' && isDatabaseAway(one.reason))).toEqual([
        true,
        true,
        true,
        true,
      ]);
      await proxy.mend();
      await db.ping();
      await db.tx(async () => db.repository(Note).insert(note('afterwards')));
      expect((await db.repository(Note).find()).map(({ id }) => id)).toEqual(['afterwards']);
      await db.close();
      await proxy.cut();
    });
  });
}
