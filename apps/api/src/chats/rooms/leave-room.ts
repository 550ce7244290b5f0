import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { UsersService } from '../../users/users.service.js';
import { ParticipantsRepository } from './participants.repository.js';
import { presentParticipant } from './rooms.presenter.js';
import { RoomsRepository } from './rooms.repository.js';

/** Takes somebody out of a room, and the room out of their open pages at once (Q5). */
@Injectable()
export class LeaveRoom {
  constructor(
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly users: UsersService,
    private readonly live: Live,
  ) {}

  /** @throws AppError last_owner while others remain: ownership has to be handed over first; not_found */
  run(roomId: string, userId: string): Promise<void> {
    return this.db.tx(async () => {
      const room = await this.rooms.lock(roomId);
      const participant = room && (await this.participants.find(roomId, userId));
      if (!participant) throw new AppError('not_found');
      if (
        participant.role === 'owner' &&
        room.participantCount > 1 &&
        (await this.participants.countOwners(roomId)) === 1
      ) {
        throw new AppError('last_owner', 'Hand the room over to somebody before you leave it.');
      }
      await this.participants.remove(roomId, userId);
      await this.rooms.freePlace(roomId);
      const user = (await this.users.views([userId])).get(userId);
      await this.db.afterCommit(() => {
        if (user)
          this.live.toRoom(roomId, 'participant:left', { roomId, participant: presentParticipant(participant, user) });
        this.live.leave(userId, roomId);
      });
    });
  }
}
