import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { RoomsRepository } from './rooms.repository.js';

/** Deletes a room: it is gone for everybody at once (R19). */
@Injectable()
export class DeleteRoom {
  constructor(
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly live: Live,
  ) {}

  /** @throws AppError not_found */
  run(roomId: string, _actorId: string): Promise<void> {
    return this.db.tx(async () => {
      if (!(await this.rooms.lock(roomId))) throw new AppError('not_found');
      await this.rooms.update(roomId, { deletedAt: new Date(), joinCode: null });
      await this.db.afterCommit(() => {
        this.live.toRoom(roomId, 'room:deleted', { roomId });
        this.live.closeRoom(roomId);
      });
    });
  }
}
