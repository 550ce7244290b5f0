import { Injectable } from '@nestjs/common';
import type { RoomScope } from '#domain';
import { Db } from '#platform/db';
import { In, IsNull, Not, type SelectQueryBuilder } from 'typeorm';
import { ParticipantRow } from './participant.entity.js';
import { RoomRow } from './room.entity.js';
import { visibleRooms } from './room-visibility.repository.js';

export interface AssignableRow {
  id: string;
  title: string;
  workspaceId: string;
  workspaceName: string;
  /** 1 when the person was put there. */
  assigned: number;
}

/** Rooms that one person may put another into: channels that they see and that are not private (R13, R19). */
@Injectable()
export class AssignableRoomsRepository {
  constructor(private readonly db: Db) {}

  /** Those whose title or workspace holds `text`: where the person was put first, then by name. */
  search(scope: RoomScope, userId: string, text: string, limit: number): Promise<AssignableRow[]> {
    const query = this.assignable(scope)
      .leftJoin(ParticipantRow, 'own', 'own.roomId = room.id AND own.userId = :userId', { userId })
      .innerJoin('workspaces', 'workspace', 'workspace.id = room.workspaceId')
      .select([
        'room.id AS id',
        'room.title AS title',
        'room.workspaceId AS workspaceId',
        'workspace.name AS workspaceName',
      ])
      .addSelect('CASE WHEN own.assignedAt IS NULL THEN 0 ELSE 1 END', 'assigned')
      .andWhere('room.archivedAt IS NULL')
      .orderBy('assigned', 'DESC')
      .addOrderBy('workspace.name')
      .addOrderBy('room.title')
      .addOrderBy('room.id')
      .limit(limit);
    if (text) {
      const pattern = `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
      query.andWhere(`(LOWER(room.title) LIKE :pattern ESCAPE '!' OR LOWER(workspace.name) LIKE :pattern ESCAPE '!')`, {
        pattern,
      });
    }
    return query.getRawMany<AssignableRow>();
  }

  /** Those of the ids that can be assigned, with their workspaces. */
  async among(scope: RoomScope, roomIds: readonly string[]): Promise<Map<string, string>> {
    if (roomIds.length === 0) return new Map();
    const rows = await this.assignable(scope)
      .select(['room.id AS id', 'room.workspaceId AS workspaceId'])
      .andWhere('room.id IN (:...roomIds)', { roomIds: [...roomIds] })
      .getRawMany<{ id: string; workspaceId: string }>();
    return new Map(rows.map(({ id, workspaceId }) => [id, workspaceId]));
  }

  /** Rooms that a person was put into. */
  async assignedTo(userId: string): Promise<string[]> {
    const rows = await this.db
      .repository(ParticipantRow)
      .find({ select: { roomId: true }, where: { userId, assignedAt: Not(IsNull()) }, order: { roomId: 'ASC' } });
    return rows.map(({ roomId }) => roomId);
  }

  async markAssigned(userId: string, roomIds: readonly string[], assignedAt: Date): Promise<void> {
    if (roomIds.length === 0) return;
    await this.db
      .repository(ParticipantRow)
      .update({ userId, roomId: In([...roomIds]), assignedAt: IsNull() }, { assignedAt });
  }

  private assignable(scope: RoomScope): SelectQueryBuilder<RoomRow> {
    const { sql, params } = visibleRooms(scope);
    return this.db
      .repository(RoomRow)
      .createQueryBuilder('room')
      .where(`room.kind = 'channel' AND room.visibility <> 'private' AND ${sql}`, params);
  }
}
