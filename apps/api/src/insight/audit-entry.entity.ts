import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what to what, from where, when (R60). Rows are only ever added. */
@Entity('audit_entries')
export class AuditEntry {
  @PrimaryGeneratedColumn({ type: 'int' })
  id!: number;

  @Index('audit_entries_at')
  @Column(timeColumn)
  at!: Date;

  @Column({ type: 'varchar', length: 64 })
  action!: string;

  @Column({ ...idColumn, nullable: true })
  actorId!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  subjectId!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  address!: string | null;

  @Column({ type: 'simple-json' })
  detail!: Record<string, string | number | boolean | null>;
}
