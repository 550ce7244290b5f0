import type { FilePurpose } from '#contract';
import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An uploaded object and what is known of it. */
@Entity('files')
export class FileRow {
  @PrimaryColumn(idColumn)
  id!: string;

  @Index('files_owner')
  @Column(idColumn)
  ownerId!: string;

  @Column({ type: 'varchar', length: 16 })
  purpose!: FilePurpose;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  /** As the bytes say, once they are here. */
  @Column({ type: 'varchar', length: 127 })
  type!: string;

  /** Bytes. */
  @Column({ type: 'int' })
  size!: number;

  @Column({ type: 'int', nullable: true })
  width!: number | null;

  @Column({ type: 'int', nullable: true })
  height!: number | null;

  /** Where the bytes lie in the store; null: not here yet. */
  @Index('files_storage_key', { unique: true })
  @Column({ type: 'varchar', length: 191, nullable: true })
  storageKey!: string | null;

  @Column(timeColumn)
  createdAt!: Date;

  @Column({ ...timeColumn, nullable: true })
  readyAt!: Date | null;
}
