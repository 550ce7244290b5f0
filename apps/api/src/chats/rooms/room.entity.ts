import type { Room, Visibility } from '#contract';
import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('rooms')
@Index('rooms_workspace', ['workspaceId', 'visibility'])
export class RoomRow {
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  workspaceId!: string;

  @Column({ type: 'varchar', length: 16 })
  kind!: Room['kind'];

  @Column({ type: 'varchar', length: 80 })
  title!: string;

  @Column({ type: 'varchar', length: 500 })
  topic!: string;

  @Column({ type: 'varchar', length: 16 })
  visibility!: Visibility;

  @Column({ type: 'varchar', length: 16 })
  history!: Room['history'];

  @Column({ type: 'int' })
  maxParticipants!: number;

  /** Kept with the participants' rows by conditional updates: it is what the limit is checked against (R22). */
  @Column({ type: 'int' })
  participantCount!: number;

  @Column({ type: 'int' })
  slowModeSeconds!: number;

  /** New users become participants of the default room (rulings 19). */
  @Column({ type: 'boolean' })
  isDefault!: boolean;

  @Index('rooms_join_code', { unique: true })
  @Column({ type: 'varchar', length: 40, nullable: true })
  joinCode!: string | null;

  @Column({ ...timeColumn, nullable: true })
  joinCodeExpiresAt!: Date | null;

  @Column({ type: 'int', nullable: true })
  joinCodeMaxUses!: number | null;

  @Column({ type: 'int', nullable: true })
  joinCodeUses!: number | null;

  /** Of a direct message: its people, hashed; unique, so that it is found again rather than made twice (R25). */
  @Index('rooms_direct_key', { unique: true })
  @Column({ type: 'varchar', length: 64, nullable: true })
  directKey!: string | null;

  @Column({ ...idColumn, nullable: true })
  pictureFileId!: string | null;

  /** Counter of `seq`, locked to the commit (rulings 4). */
  @Column({ type: 'int' })
  lastSeq!: number;

  @Column({ type: 'int' })
  firstSeq!: number;

  /** Counter of `rev`. */
  @Column({ type: 'int' })
  rev!: number;

  /** Counter of turns in the queue of questions; rises when one becomes live. */
  @Column({ type: 'int' })
  turn!: number;

  @Column(timeColumn)
  lastActivityAt!: Date;

  @Column(idColumn)
  createdBy!: string;

  @Column(timeColumn)
  createdAt!: Date;

  @Column({ ...timeColumn, nullable: true })
  archivedAt!: Date | null;

  @Column({ ...timeColumn, nullable: true })
  deletedAt!: Date | null;
}
