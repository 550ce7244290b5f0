import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who may not come back into a room, by any way (R22). */
@Entity('room_bans')
export class RoomBan {
  @PrimaryColumn(idColumn)
  roomId!: string;

  @PrimaryColumn(idColumn)
  userId!: string;

  @Column(idColumn)
  bannedBy!: string;

  @Column(timeColumn)
  bannedAt!: Date;
}
