import Database from 'better-sqlite3';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { services } from './env.js';
import type { Topology } from './topology.js';

type Value = string | number | null;

const sqliteFile = (topology: Topology): string => {
  const { dataDir } = topology.ground;
  const name = existsSync(dataDir) ? readdirSync(dataDir).find((file) => /\.(db|sqlite3?)$/.test(file)) : undefined;
  if (name === undefined) throw new Error(`No SQLite file in ${dataDir}`);
  return path.join(dataDir, name);
};

const inSqlite = <T>(topology: Topology, use: (db: Database.Database) => T): T => {
  const db = new Database(sqliteFile(topology), { timeout: 5_000 });
  try {
    return use(db);
  } finally {
    db.close();
  }
};

const inMysql = async <T>(database: string, use: (connection: Connection) => Promise<T>): Promise<T> => {
  const { MYSQL_HOST: host, MYSQL_PORT, MYSQL_USER: user, MYSQL_PASSWORD: password } = services();
  const connection = await createConnection({ host, port: Number(MYSQL_PORT), user, password, database });
  try {
    return await use(connection);
  } finally {
    await connection.end();
  }
};

/** Rows as they stand in the database, read past the product. */
export const rowsOf = async (
  topology: Topology,
  sql: string,
  values: Value[] = [],
): Promise<Record<string, unknown>[]> => {
  const { database } = topology.ground;
  if (database === undefined)
    return inSqlite(topology, (db) => db.prepare(sql).all(...values) as Record<string, unknown>[]);
  return inMysql(database, async (connection) => (await connection.query<RowDataPacket[]>(sql, values))[0]);
};

/** Changes rows past the product: for what takes the product years, or has no door. */
export const changeRows = async (topology: Topology, sql: string, values: Value[] = []): Promise<void> => {
  const { database } = topology.ground;
  if (database === undefined) inSqlite(topology, (db) => db.prepare(sql).run(...values));
  else await inMysql(database, async (connection) => connection.query(sql, values));
};

/** The text of a message as it stands in the database, read past the product. */
export const storedContent = async (topology: Topology, messageId: string): Promise<unknown> => {
  const [row] = await rowsOf(topology, 'SELECT content FROM messages WHERE id = ?', [messageId]);
  return row?.content;
};
