import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { RoomVisit } from './room-visit.entity.js';

@Injectable()
export class RoomVisitsRepository {
  constructor(private readonly db: Db) {}

  has(roomId: string, userId: string, day: string): Promise<boolean> {
    return this.db.repository(RoomVisit).existsBy({ roomId, userId, day });
  }

  async insert(visit: RoomVisit): Promise<void> {
    await this.db.repository(RoomVisit).insert(visit);
  }
}
