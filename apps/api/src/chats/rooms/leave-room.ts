import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { ParticipantsRepository } from './participants.repository.js';
import { RoomsRepository } from './rooms.repository.js';
import { TakeOut } from './take-out.js';

/** Lets somebody leave a room (R22). */
@Injectable()
export class LeaveRoom {
  constructor(
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly takeOut: TakeOut,
  ) {}

  /**
   * @throws AppError not_found; last_owner while others remain: ownership has to be handed over first; conflict in a
   *   conversation of two
   */
  run(roomId: string, userId: string): Promise<void> {
    return this.db.tx(async () => {
      const room = await this.rooms.lock(roomId);
      const participant = room && (await this.participants.find(roomId, userId));
      if (!participant) throw new AppError('not_found');
      if (room.kind === 'direct' && room.participantCount < 3)
        throw new AppError('conflict', 'A conversation of two cannot be left.');
      if (
        participant.role === 'owner' &&
        room.participantCount > 1 &&
        (await this.participants.countOwners(roomId)) === 1
      ) {
        throw new AppError('last_owner', 'Hand the room over to somebody before you leave it.');
      }
      // Without one of its people it is not the conversation that is found by all of them any more (R25).
      if (room.directKey) await this.rooms.update(roomId, { directKey: null });
      await this.takeOut.run(roomId, [participant]);
    });
  }
}
