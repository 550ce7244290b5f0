import Database from 'better-sqlite3';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { services } from './env.js';
import type { Topology } from './topology.js';

type Value = string | number | null;
type Row = Record<string, unknown>;

const sqlite = (topology: Topology, sql: string, values: readonly Value[]): Row[] => {
  const { dataDir } = topology.ground;
  const name = existsSync(dataDir) ? readdirSync(dataDir).find((file) => /\.(db|sqlite3?)$/.test(file)) : undefined;
  if (name === undefined) throw new Error(`No SQLite file in ${dataDir}`);
  const db = new Database(path.join(dataDir, name));
  try {
    const statement = db.prepare(sql);
    if (statement.reader) return statement.all(...values) as Row[];
    statement.run(...values);
    return [];
  } finally {
    db.close();
  }
};

const mysql = async (database: string, sql: string, values: readonly Value[]): Promise<Row[]> => {
  const { MYSQL_HOST: host, MYSQL_PORT, MYSQL_USER: user, MYSQL_PASSWORD: password } = services();
  const connection = await createConnection({ host, port: Number(MYSQL_PORT), user, password, database });
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
    return Array.isArray(rows) ? rows : [];
  } finally {
    await connection.end();
  }
};

/** Runs one statement past the product, beside the server: to see what is stored, or to let time pass in a row. */
export const sql = async (topology: Topology, statement: string, ...values: Value[]): Promise<Row[]> => {
  const { database } = topology.ground;
  return database === undefined ? sqlite(topology, statement, values) : mysql(database, statement, values);
};

/** The text of a message as it stands in the database. */
export const storedContent = async (topology: Topology, messageId: string): Promise<unknown> =>
  (await sql(topology, 'SELECT content FROM messages WHERE id = ?', messageId))[0]?.content;

/** Changes rows past the product, as a hand at the database does: no process hears of it. */
export const execute = async (topology: Topology, statement: string, values: readonly string[]): Promise<void> => {
  await sql(topology, statement, ...values);
};

/** How many rows the query counts as `count`, read past the product. */
export const countOf = async (topology: Topology, query: string, id: string): Promise<number> =>
  Number((await sql(topology, `SELECT COUNT(*) AS counted ${query}`, id))[0]?.counted);
