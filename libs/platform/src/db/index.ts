export * from './columns.js';
export * from './database-errors.js';
export { Db } from './db.js';
export type { Schema } from './schema.js';
