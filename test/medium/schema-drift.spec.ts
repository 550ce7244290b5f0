import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { schema } from '../../apps/api/src/schema.js';
import { SqliteDb } from '../../libs/platform/src/db/sqlite-db.js';

const folder = mkdtempSync(join(tmpdir(), 'colloquy-schema-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the schema on SQLite', () => {
  it('is what the entities say once the migrations have run, and goes back down', async () => {
    const db = new SqliteDb(join(folder, 'schema.db'), schema);
    await db.open();
    const drift = await db.dataSource.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
    for (const _ of schema.migrations) await db.dataSource.undoLastMigration();
    const left = await db.dataSource.query<{ name: string }[]>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    expect(left.map(({ name }) => name)).toEqual(['migrations']);
    await db.close();
  });
});
