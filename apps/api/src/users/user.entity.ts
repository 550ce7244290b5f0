import type { ServerRole } from '#contract';
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
}
