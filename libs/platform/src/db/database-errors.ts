import { codeOf } from '../errors/code-of.js';

const DUPLICATE = new Set(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|PROTOCOL_CONNECTION_LOST|PROTOCOL_SEQUENCE_TIMEOUT|ER_CON_COUNT_ERROR|ER_SERVER_SHUTDOWN|SQLITE_BUSY|SQLITE_FULL|SQLITE_IOERR)/;

/**
 * True when a row with this unique key exists already.
 * @param index name of the unique index, where a table has several; MySQL names it, SQLite its columns (`table.column`)
 */
export const isDuplicate = (error: unknown, index?: string): boolean =>
  DUPLICATE.has(codeOf(error)) && (index === undefined || namesIndex(String((error as Error).message), index));

const namesIndex = (message: string, index: string): boolean =>
  message.includes(index) || message.includes(index.replace('_', '.'));

/** True when the database can't be reached or can't take the write, so that trying again later makes sense. */
export const isDatabaseAway = (error: unknown): boolean => AWAY.test(codeOf(error));
