import type { MixedList, MigrationInterface } from 'typeorm';

/** What the features bring to the database: their entities, and the migrations that make the tables. */
export interface Schema {
  entities: MixedList<Function>;
  migrations: (new () => MigrationInterface)[];
}
