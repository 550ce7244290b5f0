import type { RoomMe, RoomRole } from '#contract';
import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('participants')
export class ParticipantRow {
  @PrimaryColumn(idColumn)
  roomId!: string;

  @Index('participants_user')
  @PrimaryColumn(idColumn)
  userId!: string;

  @Column({ type: 'varchar', length: 16 })
  role!: RoomRole;

  @Column(timeColumn)
  joinedAt!: Date;

  /** The room's last `seq` at the time of joining: what `since_join` history starts after. */
  @Column({ type: 'int' })
  joinedSeq!: number;

  @Column({ type: 'int' })
  readSeq!: number;

  @Column({ type: 'int' })
  readRev!: number;

  @Column({ type: 'varchar', length: 16 })
  notify!: RoomMe['notify'];

  /** The room's turn in which a question of this person was last served; 0: never. */
  @Column({ type: 'int' })
  lastTurn!: number;

  @Column({ ...timeColumn, nullable: true })
  mutedUntil!: Date | null;

  /** When they last sent a message here: what slow mode counts from (R19). */
  @Column({ ...timeColumn, nullable: true })
  lastSentAt!: Date | null;

  /** When a manager put this person here; null: they came by themselves. */
  @Column({ ...timeColumn, nullable: true })
  assignedAt!: Date | null;
}
