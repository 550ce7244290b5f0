import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A refresh token that was given out; only its hash is kept (R4). */
@Entity('refresh_tokens')
export class RefreshToken {
  /** SHA-256 of the token, hex. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash!: string;

  @Index('refresh_tokens_session')
  @Column(idColumn)
  sessionId!: string;

  @Column(timeColumn)
  createdAt!: Date;

  @Column({ ...timeColumn, nullable: true })
  usedAt!: Date | null;
}
