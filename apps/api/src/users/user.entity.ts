import type { Language, ServerRole } from '#contract';
import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('users')
export class User {
  @PrimaryColumn(idColumn)
  id!: string;

  /** Stored lower case. */
  @Index('users_username', { unique: true })
  @Column({ type: 'varchar', length: 32 })
  username!: string;

  /** Stored lower case. */
  @Index('users_email', { unique: true })
  @Column({ type: 'varchar', length: 191 })
  email!: string;

  @Column({ type: 'varchar', length: 80 })
  displayName!: string;

  /** Argon2id in PHC string format. */
  @Column({ type: 'varchar', length: 255 })
  passwordHash!: string;

  @Column({ type: 'varchar', length: 16 })
  role!: ServerRole;

  /** Index of one of the eight person hues. */
  @Column({ type: 'int' })
  color!: number;

  @Column({ type: 'boolean' })
  active!: boolean;

  @Column(timeColumn)
  createdAt!: Date;

  @Column({ ...timeColumn, nullable: true })
  lastSeenAt!: Date | null;

  /** BCP 47; null: as the browser asks. */
  @Column({ type: 'varchar', length: 8, nullable: true })
  language!: Language | null;

  /** IANA name; null: as the browser says. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  timeZone!: string | null;

  /** Minutes without use after which the page signs out; null: never. */
  @Column({ type: 'int', nullable: true })
  idleLogoutMinutes!: number | null;

  @Column({ ...idColumn, nullable: true })
  avatarFileId!: string | null;

  /** Sealed; there from the start of the enrolment on. */
  @Column({ type: 'text', nullable: true })
  totpSecret!: string | null;

  /** Since when the second factor counts; null: off. */
  @Column({ ...timeColumn, nullable: true })
  totpEnabledAt!: Date | null;

  /** The last time step whose code was accepted: none is accepted twice (RFC 6238 §5.2). */
  @Column({ type: 'int', nullable: true })
  totpLastStep!: number | null;

  /** Set when the person asked to be forgotten: messages stay, their author is a deleted user (R11). */
  @Column({ ...timeColumn, nullable: true })
  erasedAt!: Date | null;
}
