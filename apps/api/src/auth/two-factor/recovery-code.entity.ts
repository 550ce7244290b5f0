import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One way in for somebody who has lost the authenticator app (R7). */
@Entity('recovery_codes')
export class RecoveryCode {
  /** HMAC-SHA-256 of the code under the server's secret, hex: fifty bits alone could be tried out. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash!: string;

  @Index('recovery_codes_user')
  @Column(idColumn)
  userId!: string;

  @Column(timeColumn)
  createdAt!: Date;

  @Column({ ...timeColumn, nullable: true })
  usedAt!: Date | null;
}
