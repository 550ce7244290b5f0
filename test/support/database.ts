import Database from 'better-sqlite3';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { services } from './env.js';
import type { Topology } from './topology.js';

const fromSqlite = (topology: Topology, sql: string, id: string): unknown => {
  const { dataDir } = topology.ground;
  const name = existsSync(dataDir) ? readdirSync(dataDir).find((file) => /\.(db|sqlite3?)$/.test(file)) : undefined;
  if (name === undefined) throw new Error(`No SQLite file in ${dataDir}`);
  const db = new Database(path.join(dataDir, name), { readonly: true });
  try {
    return (db.prepare(sql).get(id) as { content?: unknown } | undefined)?.content;
  } finally {
    db.close();
  }
};

const fromMysql = async (database: string, sql: string, id: string): Promise<unknown> => {
  const { MYSQL_HOST: host, MYSQL_PORT, MYSQL_USER: user, MYSQL_PASSWORD: password } = services();
  const connection = await createConnection({ host, port: Number(MYSQL_PORT), user, password, database });
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
