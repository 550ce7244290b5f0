import type { WorkspaceRole } from '#contract';
import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An invitation into a workspace by link (R16). */
@Entity('invites')
export class InviteRow {
  @PrimaryColumn(idColumn)
  id!: string;

  @Index('invites_workspace')
  @Column(idColumn)
  workspaceId!: string;

  /** SHA-256 of the code, hex: a stolen database opens no door. */
  @Index('invites_code', { unique: true })
  @Column({ type: 'varchar', length: 64 })
  codeHash!: string;

  @Column({ type: 'varchar', length: 16 })
  role!: WorkspaceRole;

  /** Only this account may accept; null: whoever has the link. */
  @Column({ type: 'varchar', length: 191, nullable: true })
  forEmail!: string | null;

  @Column({ ...idColumn, nullable: true })
  forUserId!: string | null;

  @Column(idColumn)
  createdBy!: string;

  @Column(timeColumn)
  createdAt!: Date;

  @Column(timeColumn)
  expiresAt!: Date;

  @Column({ type: 'int', nullable: true })
  maxUses!: number | null;

  @Column({ type: 'int' })
  uses!: number;

  @Column({ ...timeColumn, nullable: true })
  revokedAt!: Date | null;
}
