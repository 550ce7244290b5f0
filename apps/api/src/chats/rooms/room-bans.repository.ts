import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { RoomBan } from './room-ban.entity.js';

@Injectable()
export class RoomBansRepository {
  constructor(private readonly db: Db) {}

  async insert(ban: RoomBan): Promise<void> {
    await this.db.repository(RoomBan).insert(ban);
  }

  find(roomId: string, userId: string): Promise<RoomBan | null> {
    return this.db.repository(RoomBan).findOneBy({ roomId, userId });
  }

  /** The latest first. */
  ofRoom(roomId: string): Promise<RoomBan[]> {
    return this.db.repository(RoomBan).find({ where: { roomId }, order: { bannedAt: 'DESC', userId: 'ASC' } });
  }

  /** True when there was such a ban. */
  async remove(roomId: string, userId: string): Promise<boolean> {
    const { affected } = await this.db.repository(RoomBan).delete({ roomId, userId });
    return affected === 1;
  }
}
