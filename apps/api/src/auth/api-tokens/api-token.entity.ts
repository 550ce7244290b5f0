import type { TokenScope } from '#contract';
import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A personal token for programs (R8); only its hash is kept. */
@Entity('api_tokens')
export class ApiTokenRow {
  @PrimaryColumn(idColumn)
  id!: string;

  @Index('api_tokens_user')
  @Column(idColumn)
  userId!: string;

  @Column({ type: 'varchar', length: 80 })
  name!: string;

  @Column({ type: 'simple-array' })
  scopes!: TokenScope[];

  /** SHA-256 of the token, hex. */
  @Index('api_tokens_hash', { unique: true })
  @Column({ type: 'varchar', length: 64 })
  hash!: string;

  /** Its last four characters, to know it again. */
  @Column({ type: 'varchar', length: 4 })
  hint!: string;

  @Column(timeColumn)
  createdAt!: Date;

  @Column({ ...timeColumn, nullable: true })
  expiresAt!: Date | null;

  @Column({ ...timeColumn, nullable: true })
  lastUsedAt!: Date | null;
}
