import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { AuditService } from '../../insight/audit.service.js';
import { StopRoom } from '../generations/stop-room.js';
import { RoomsRepository } from './rooms.repository.js';

/** Takes a room away from everybody, at once (R19, Q5). Its rows stay, out of everybody’s sight. */
@Injectable()
export class DeleteRoom {
  constructor(
    private readonly db: Db,
    private readonly live: Live,
    private readonly rooms: RoomsRepository,
    private readonly stopRoom: StopRoom,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError not_found, conflict for the default room */
  run(roomId: string, actorId: string): Promise<void> {
    return this.db.tx(async () => {
      const room = await this.rooms.lock(roomId);
      if (!room) throw new AppError('not_found');
      if (room.isDefault) throw new AppError('conflict', 'The room that everybody joins cannot be deleted.');
      await this.stopRoom.abandon(roomId);
      await this.rooms.update(roomId, { deletedAt: new Date(), joinCode: null, directKey: null });
      await this.audit.record({ action: 'room.deleted', actorId, subjectId: roomId, detail: { title: room.title } });
      await this.db.afterCommit(() => {
        this.live.toRoom(roomId, 'room:deleted', { roomId });
        this.live.closeRoom(roomId);
      });
    });
  }
}
