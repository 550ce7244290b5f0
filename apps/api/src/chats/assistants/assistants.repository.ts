import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { In, IsNull } from 'typeorm';
import { AssistantRow } from './assistant.entity.js';

@Injectable()
export class AssistantsRepository {
  constructor(private readonly db: Db) {}

  async insert(assistant: AssistantRow): Promise<void> {
    await this.db.repository(AssistantRow).insert(assistant);
  }

  byId(id: string): Promise<AssistantRow | null> {
    return this.db.repository(AssistantRow).findOneBy({ id });
  }

  /** With those that were removed, whose answers remain. */
  byIds(ids: readonly string[]): Promise<AssistantRow[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.db.repository(AssistantRow).findBy({ id: In([...ids]) });
  }

  /** Assistants of a room, the first one first. */
  ofRoom(roomId: string): Promise<AssistantRow[]> {
    return this.db.repository(AssistantRow).find({ where: { roomId, deletedAt: IsNull() }, order: { id: 'ASC' } });
  }

  async isParticipantsName(roomId: string, handle: string): Promise<boolean> {
    const rows = await this.db.manager.query<unknown[]>(
      'SELECT 1 FROM participants JOIN users ON users.id = participants.user_id WHERE participants.room_id = ? AND users.username = ?',
      [roomId, handle],
    );
    return rows.length > 0;
  }

  async update(id: string, change: Partial<AssistantRow>): Promise<void> {
    await this.db.repository(AssistantRow).update({ id }, change);
  }
}
