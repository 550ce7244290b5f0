import { Injectable } from '@nestjs/common';
import type { ServerRole } from '#contract';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { LeaveRooms } from './leave-rooms.js';
import { ParticipantsRepository } from './participants.repository.js';

/** What another server role means for a person's rooms and open pages, and for those who look after kids (R13, R24). */
@Injectable()
export class ApplyServerRole {
  constructor(
    private readonly db: Db,
    private readonly live: Live,
    private readonly leaveRooms: LeaveRooms,
    private readonly participants: ParticipantsRepository,
  ) {}

  /** In the transaction that has changed the role. */
  async run(userId: string, from: ServerRole, to: ServerRole): Promise<void> {
    if (to === 'kid') await this.leaveRooms.unassigned(userId);
    await this.db.afterCommit(() => this.live.recheckUser(userId));
    if (from !== 'kid') return;
    const roomIds = await this.participants.roomIdsOfUser(userId);
    await this.db.afterCommit(() => roomIds.forEach((roomId) => this.live.recheckRoom(roomId)));
  }
}
