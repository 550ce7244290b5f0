import { Injectable } from '@nestjs/common';
import type { RoomRole } from '#contract';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import type { ParticipantRow } from './participant.entity.js';
import { ParticipantsRepository } from './participants.repository.js';
import { RoomAnnouncer } from './room-announcer.js';
import { RoomBansRepository } from './room-bans.repository.js';
import { RoomsRepository } from './rooms.repository.js';

/** Lets somebody take part in a room, within its limit; the right to do so is the caller's to check (R22). */
@Injectable()
export class JoinRoom {
  constructor(
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly bans: RoomBansRepository,
    private readonly announcer: RoomAnnouncer,
    private readonly live: Live,
  ) {}

  /**
   * Joining twice changes nothing.
   * @throws AppError room_full, room_archived, banned, not_found
   */
  run(roomId: string, userId: string, role: RoomRole = 'member'): Promise<void> {
    return this.db.tx(async () => {
      const room = await this.rooms.lock(roomId);
      if (!room) throw new AppError('not_found');
      if (await this.participants.find(roomId, userId)) return;
      if (await this.bans.find(roomId, userId)) throw new AppError('banned');
      if (room.archivedAt) throw new AppError('room_archived');
      if (!(await this.rooms.takePlace(roomId))) throw new AppError('room_full');
      const participant: ParticipantRow = {
        roomId,
        userId,
        role,
        joinedAt: new Date(),
        joinedSeq: room.lastSeq,
        readSeq: room.lastSeq,
        readRev: room.rev,
        notify: 'mentions',
        lastTurn: 0,
        mutedUntil: null,
        assignedAt: null,
        lastSentAt: null,
      };
      await this.participants.insert(participant);
      await this.db.afterCommit(() => this.live.join(userId, roomId));
      await this.announcer.participants('participant:joined', [participant]);
    });
  }

  /** Makes a new user a participant of the default room (rulings 19); a full room does not stop a registration. */
  async joinDefault(userId: string): Promise<void> {
    const room = await this.rooms.default();
    if (!room) return;
    try {
      await this.run(room.id, userId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}
