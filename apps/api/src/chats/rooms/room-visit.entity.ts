import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody read a room that they take no part in, by standing: told to the room once a day (R12, rulings 22). */
@Entity('room_visits')
export class RoomVisit {
  @PrimaryColumn(idColumn)
  roomId!: string;

  @PrimaryColumn(idColumn)
  userId!: string;

  /** UTC, `YYYY-MM-DD`. */
  @PrimaryColumn({ type: 'varchar', length: 10 })
  day!: string;

  @Column(timeColumn)
  at!: Date;
}
