import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type OneTimeTokenKind = 'two_factor_challenge' | 'password_reset';

/** Something secret that was given out to be used once, for one purpose; only its hash is kept. */
@Entity('one_time_tokens')
export class OneTimeToken {
  /** SHA-256 of kind and token, hex. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash!: string;

  @Column({ type: 'varchar', length: 32 })
  kind!: OneTimeTokenKind;

  @Index('one_time_tokens_user')
  @Column(idColumn)
  userId!: string;

  @Column(timeColumn)
  createdAt!: Date;

  @Column(timeColumn)
  expiresAt!: Date;

  @Column({ ...timeColumn, nullable: true })
  usedAt!: Date | null;
}
