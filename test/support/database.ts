import Database from 'better-sqlite3';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { services } from './env.js';
import type { Topology } from './topology.js';

const sqliteFile = ({ ground: { dataDir } }: Topology): string => {
  const name = existsSync(dataDir) ? readdirSync(dataDir).find((file) => /\.(db|sqlite3?)$/.test(file)) : undefined;
  if (name === undefined) throw new Error(`No SQLite file in ${dataDir}`);
  return path.join(dataDir, name);
};

const fromSqlite = (topology: Topology, sql: string, id: string): unknown => {
  const db = new Database(sqliteFile(topology), { readonly: true });
  try {
    return (db.prepare(sql).get(id) as { content?: unknown } | undefined)?.content;
  } finally {
    db.close();
  }
};

const connect = (database: string): Promise<Connection> => {
  const { MYSQL_HOST: host, MYSQL_PORT, MYSQL_USER: user, MYSQL_PASSWORD: password } = services();
  return createConnection({ host, port: Number(MYSQL_PORT), user, password, database });
};

const fromMysql = async (database: string, sql: string, id: string): Promise<unknown> => {
  const connection = await connect(database);
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql, [id]);
    return rows[0]?.content;
  } finally {
    await connection.end();
  }
};

/** The text of a message as it stands in the database, read past the product. */
export const storedContent = async (topology: Topology, messageId: string): Promise<unknown> => {
  const sql = 'SELECT content FROM messages WHERE id = ?';
  const { database } = topology.ground;
  return database === undefined ? fromSqlite(topology, sql, messageId) : fromMysql(database, sql, messageId);
};

const LOCKED_MS = 5_000;

/** Changes rows past the product, as a hand at the database does: no process hears of it. */
export const execute = async (topology: Topology, sql: string, values: readonly string[]): Promise<void> => {
  const { database } = topology.ground;
  if (database === undefined) {
    const db = new Database(sqliteFile(topology), { timeout: LOCKED_MS });
    try {
      db.prepare(sql).run(...values);
    } finally {
      db.close();
    }
    return;
  }
  const connection = await connect(database);
  try {
    await connection.query(sql, [...values]);
  } finally {
    await connection.end();
  }
};

/** How many rows the query counts as `count`, read past the product. */
export const countOf = async (topology: Topology, sql: string, id: string): Promise<number> => {
  const { database } = topology.ground;
  const counted = `SELECT COUNT(*) AS content ${sql}`;
  return Number(database === undefined ? fromSqlite(topology, counted, id) : await fromMysql(database, counted, id));
};
