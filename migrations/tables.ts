import { Table, TableIndex, type QueryRunner, type TableColumnOptions } from 'typeorm';

type Column = Omit<TableColumnOptions, 'name'>;

const isMysql = (runner: QueryRunner): boolean => runner.connection.options.type !== 'better-sqlite3';

export const id: Column = { type: 'varchar', length: '40' };
export const int: Column = { type: 'int' };
export const bool: Column = { type: 'boolean' };
export const double: Column = { type: 'double' };
export const time: Column = { type: 'datetime', precision: 3 };
export const text: Column = { type: 'text' };
/** Text that may exceed 64 KB, which MySQL's `text` can't hold. */
export const longText: Column = { type: 'longtext' };
export const varchar = (length: number): Column => ({ type: 'varchar', length: String(length) });
export const serial: Column = { type: 'int', isPrimary: true, isGenerated: true, generationStrategy: 'increment' };
export const key = (column: Column): Column => ({ ...column, isPrimary: true });
export const nullable = (column: Column): Column => ({ ...column, isNullable: true });

/** Where SQLite says it otherwise. */
const SQLITE_TYPES: Record<string, string> = { longtext: 'text', int: 'integer' };

interface Index {
  columns: string[];
  unique?: true;
}

/** Makes a table with its indexes if it is not there; column and index names as they stand in the database. */
export async function createTable(
  runner: QueryRunner,
  name: string,
  columns: Record<string, Column>,
  indexes: Record<string, Index> = {},
): Promise<void> {
  const mysql = isMysql(runner);
  const table = new Table({
    name,
    columns: Object.entries(columns).map(([column, options]) => ({
      ...options,
      name: column,
      type: mysql ? options.type : (SQLITE_TYPES[options.type] ?? options.type),
    })) as TableColumnOptions[],
    indices: Object.entries(indexes).map(
      ([index, { columns: columnNames, unique }]) =>
        new TableIndex({ name: index, columnNames, isUnique: unique ?? false }),
    ),
  });
  await runner.createTable(table, true);
}

/** Adds columns that are not there yet. By plain SQL: TypeORM would rebuild the table on SQLite, and lose data on MariaDB. */
export async function addColumns(runner: QueryRunner, table: string, columns: Record<string, Column>): Promise<void> {
  for (const [name, options] of Object.entries(columns)) {
    if (await runner.hasColumn(table, name)) continue;
    await runner.query(`ALTER TABLE ${table} ADD COLUMN ${name} ${sqlType(runner, options)} NULL`);
  }
}

/** Takes columns away, as far as they are there. */
export async function dropColumns(runner: QueryRunner, table: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (await runner.hasColumn(table, name)) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`);
  }
}

/** Adds an index if it is not there. */
export async function addIndex(
  runner: QueryRunner,
  table: string,
  name: string,
  columnNames: string[],
  { unique = false } = {},
): Promise<void> {
  const found = await runner.getTable(table);
  if (found?.indices.some((index) => index.name === name)) return;
  await runner.query(`CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${name} ON ${table} (${columnNames.join(', ')})`);
}

/** Takes an index away if it is there. */
export async function dropIndex(runner: QueryRunner, table: string, name: string): Promise<void> {
  const found = await runner.getTable(table);
  if (!found?.indices.some((index) => index.name === name)) return;
  await runner.query(isMysql(runner) ? `DROP INDEX ${name} ON ${table}` : `DROP INDEX ${name}`);
}

function sqlType(runner: QueryRunner, { type, length, precision }: Column): string {
  const name = isMysql(runner) ? type : (SQLITE_TYPES[type] ?? type);
  const size = length ?? precision;
  return size === undefined ? name : `${name}(${size})`;
}

/** Texts compare by code point on MySQL, as they do on SQLite: ids differ by case, names are stored lower case. */
export async function setCollation(runner: QueryRunner): Promise<void> {
  if (isMysql(runner)) await runner.query('ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
}
