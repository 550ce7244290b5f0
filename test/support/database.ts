import Database from 'better-sqlite3';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import { services } from './env.js';
import type { Topology } from './topology.js';

type Value = string | number | null;
type Row = Record<string, unknown>;

/** The server is writing beside us. */
const BUSY_MS = 5_000;

const onSqlite = ({ ground: { dataDir } }: Topology, sql: string, values: readonly Value[]): Row[] => {
  const name = existsSync(dataDir) ? readdirSync(dataDir).find((file) => /\.(db|sqlite3?)$/.test(file)) : undefined;
  if (name === undefined) throw new Error(`No SQLite file in ${dataDir}`);
  const db = new Database(path.join(dataDir, name), { timeout: BUSY_MS });
  try {
    const statement = db.prepare(sql);
    if (statement.reader) return statement.all(...values) as Row[];
    statement.run(...values);
    return [];
  } finally {
    db.close();
  }
};

const onMysql = async (database: string, sql: string, values: readonly Value[]): Promise<Row[]> => {
  const { MYSQL_HOST: host, MYSQL_PORT, MYSQL_USER: user, MYSQL_PASSWORD: password } = services();
  const connection = await createConnection({
    host,
    port: Number(MYSQL_PORT),
    user,
    password,
    database,
    timezone: 'Z',
  });
  try {
    const [rows] = await connection.query<RowDataPacket[] | ResultSetHeader>(sql, [...values]);
    return Array.isArray(rows) ? rows : [];
  } finally {
    await connection.end();
  }
};

/** Runs one statement past the product: to look at what lies in the database, or to let time pass for a row of it. */
export const statement = async (topology: Topology, sql: string, values: readonly Value[] = []): Promise<Row[]> => {
  const { database } = topology.ground;
  return database === undefined ? onSqlite(topology, sql, values) : onMysql(database, sql, values);
};

/** A time as it stands in a column, so many seconds ago. */
export const timeAgo = (seconds: number): string =>
  new Date(Date.now() - seconds * 1000).toISOString().replace('T', ' ').replace('Z', '');

/** The text of a message as it stands in the database, read past the product. */
export const storedContent = async (topology: Topology, messageId: string): Promise<unknown> => {
  const [row] = await statement(topology, 'SELECT content FROM messages WHERE id = ?', [messageId]);
  return row?.content;
};

/** How many rows the rest of the query finds, read past the product. */
export const countOf = async (topology: Topology, rest: string, id: string): Promise<number> => {
  const [row] = await statement(topology, `SELECT COUNT(*) AS count ${rest}`, [id]);
  return Number(row?.count);
};
