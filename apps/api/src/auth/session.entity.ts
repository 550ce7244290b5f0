import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One sign-in on one device; all its refresh tokens are one family. */
@Entity('sessions')
export class SessionRow {
  @PrimaryColumn(idColumn)
  id!: string;

  @Index('sessions_user')
  @Column(idColumn)
  userId!: string;

  @Column({ type: 'varchar', length: 255 })
  userAgent!: string;

  @Column({ type: 'varchar', length: 64 })
  address!: string;

  @Column(timeColumn)
  createdAt!: Date;

  @Column(timeColumn)
  lastSeenAt!: Date;

  /** The end whatever happens (R4: 30 days). */
  @Column(timeColumn)
  expiresAt!: Date;

  /** The end when the session is not used. */
  @Column(timeColumn)
  idleExpiresAt!: Date;

  /** When the person last showed who they are, by signing in or again (rulings 16). */
  @Column({ ...timeColumn, nullable: true })
  confirmedAt!: Date | null;

  @Column({ ...timeColumn, nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'varchar', length: 32, nullable: true })
  endedReason!: string | null;
}
