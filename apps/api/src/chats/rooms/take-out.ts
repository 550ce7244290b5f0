import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { UsersService } from '../../users/users.service.js';
import type { ParticipantRow } from './participant.entity.js';
import { ParticipantsRepository } from './participants.repository.js';
import { RoomAnnouncer } from './room-announcer.js';
import { RoomsRepository } from './rooms.repository.js';

/** Takes people out of a room, and the room out of their open pages at once (Q5); whether they may be is the caller's to check. */
@Injectable()
export class TakeOut {
  constructor(
    private readonly db: Db,
    private readonly live: Live,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly users: UsersService,
    private readonly announcer: RoomAnnouncer,
  ) {}

  /** In the transaction that has locked the room. */
  async run(roomId: string, rows: readonly ParticipantRow[]): Promise<void> {
    if (rows.length === 0) return;
    const userIds = rows.map(({ userId }) => userId);
    await this.participants.remove(roomId, userIds);
    await this.rooms.freePlaces(roomId, rows.length);
    await this.announcer.participants('participant:left', rows);
    const people = await this.users.views(userIds);
    const hasKid = [...people.values()].some(({ role }) => role === 'kid');
    await this.db.afterCommit(() => {
      for (const userId of userIds) this.live.leave(userId, roomId);
      // With the kid gone, those who looked after it have no business here any more (R13).
      if (hasKid) this.live.recheckRoom(roomId);
    });
  }
}
