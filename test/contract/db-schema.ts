import { Column, Entity, PrimaryColumn, Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { idColumn, timeColumn, type Schema } from '#platform/db';

@Entity('contract_counters')
export class Counter {
  @PrimaryColumn(idColumn)
  id!: string;

  @Column({ type: 'int' })
  count!: number;
}

@Entity('contract_notes')
export class Note {
  @PrimaryColumn(idColumn)
  id!: string;

  @Column({ type: 'varchar', length: 100, unique: true })
  label!: string;

  @Column({ type: 'text' })
  body!: string;

  @Column(timeColumn)
  writtenAt!: Date;
}

/** The tables of the contract suite, made as a feature would make its own. */
export class ContractTables1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const id = { name: 'id', type: 'varchar', length: '40', isPrimary: true };
    await runner.createTable(new Table({ name: 'contract_counters', columns: [id, { name: 'count', type: 'int' }] }));
    await runner.createTable(
      new Table({
        name: 'contract_notes',
        columns: [
          id,
          { name: 'label', type: 'varchar', length: '100', isUnique: true },
          { name: 'body', type: 'text' },
          { name: 'written_at', type: 'datetime', precision: 3 },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('contract_notes');
    await runner.dropTable('contract_counters');
  }
}

export const schema: Schema = { entities: [Counter, Note], migrations: [ContractTables1700000000000] };
