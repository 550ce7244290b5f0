import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { UsersService } from '../../users/users.service.js';
import type { ParticipantRow } from './participant.entity.js';
import { presentParticipant, presentRoom } from './rooms.presenter.js';
import { RoomsRepository } from './rooms.repository.js';

/** Tells a room of its own changes and those of its people, after the commit and never without it. */
@Injectable()
export class RoomAnnouncer {
  constructor(
    private readonly db: Db,
    private readonly live: Live,
    private readonly rooms: RoomsRepository,
    private readonly users: UsersService,
  ) {}

  /** The room has changed: it is told as it is then. */
  async changed(roomId: string): Promise<void> {
    await this.db.afterCommit(async () => {
      const room = await this.rooms.byId(roomId);
      if (room) this.live.toRoom(roomId, 'room:updated', { room: presentRoom(room) });
    });
  }

  async participants(
    event: 'participant:joined' | 'participant:updated' | 'participant:left',
    rows: readonly ParticipantRow[],
  ): Promise<void> {
    await this.db.afterCommit(async () => {
      const people = await this.users.views(rows.map(({ userId }) => userId));
      for (const row of rows) {
        const user = people.get(row.userId);
        if (user) {
          const { roomId } = row;
          this.live.toRoom(roomId, event, { roomId, participant: presentParticipant(row, user) });
        }
      }
    });
  }
}
