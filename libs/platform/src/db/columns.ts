import type { ColumnOptions } from 'typeorm';

/** Times are set by the application and kept to the millisecond on both engines. */
export const timeColumn = { type: 'datetime', precision: 3 } as const satisfies ColumnOptions;

/** A time from a query of one's own: a `Date` from MySQL, UTC text from SQLite. */
export const timeOf = (raw: Date | string): Date =>
  raw instanceof Date ? raw : new Date(`${raw.replace(' ', 'T').replace(/Z$/, '')}Z`);

/** Longest TypeID: prefix, underscore, 26 characters. */
export const ID_LENGTH = 40;
export const idColumn = { type: 'varchar', length: ID_LENGTH } as const satisfies ColumnOptions;
