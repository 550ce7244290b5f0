import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { UsersService } from '../../users/users.service.js';
import { GenerationsRepository } from '../generations/generations.repository.js';
import { LeaveRoom } from './leave-room.js';
import type { ParticipantRow } from './participant.entity.js';
import { ParticipantsRepository } from './participants.repository.js';
import type { RoomRow } from './room.entity.js';
import { presentParticipant } from './rooms.presenter.js';
import { RoomsRepository } from './rooms.repository.js';

/**
 * Takes somebody out of their rooms: of every one who is going for good, of those that nobody put them into who becomes
 * a kid. Where only they own a room of several, the longest-standing
 * of its admins, else of its members, owns it from now on; rooms that were theirs alone are deleted (R11, R13, R18).
 */
@Injectable()
export class LeaveRooms {
  constructor(
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly generations: GenerationsRepository,
    private readonly users: UsersService,
    private readonly leaveRoom: LeaveRoom,
    private readonly live: Live,
  ) {}

  /** Every room. */
  all(userId: string): Promise<void> {
    return this.leaveThose(userId, () => true);
  }

  /** Those that a kid does not take part in: all but the default room and those that a manager put them into. */
  unassigned(userId: string): Promise<void> {
    return this.leaveThose(userId, (row, room) => row.assignedAt === null && room?.isDefault !== true);
  }

  private leaveThose(userId: string, which: (row: ParticipantRow, room: RoomRow | null) => boolean): Promise<void> {
    return this.db.tx(async () => {
      for (const row of await this.participants.ofUser(userId)) {
        const room = await this.rooms.lock(row.roomId);
        if (which(row, room)) await this.leave(row, room);
      }
    });
  }

  private async leave(row: ParticipantRow, room: RoomRow | null): Promise<void> {
    const { roomId, userId } = row;
    if (!room) {
      await this.participants.remove(roomId, userId);
    } else if (room.visibility === 'private' && room.kind === 'channel') {
      await this.close(roomId, userId);
    } else {
      if (row.role === 'owner' && (await this.participants.countOwners(roomId)) === 1) await this.handOver(row);
      await this.leaveRoom.run(roomId, userId);
    }
  }

  private async close(roomId: string, userId: string): Promise<void> {
    await this.generations.abandonRoom(roomId);
    await this.participants.remove(roomId, userId);
    await this.rooms.update(roomId, { deletedAt: new Date() });
    await this.db.afterCommit(() => {
      this.live.toRoom(roomId, 'room:deleted', { roomId });
      this.live.leave(userId, roomId);
    });
  }

  private async handOver({ roomId, userId }: ParticipantRow): Promise<void> {
    const heirId = await this.participants.heir(roomId, userId);
    if (heirId === null) return;
    await this.participants.update(roomId, heirId, { role: 'owner' });
    await this.db.afterCommit(async () => {
      const [heir, people] = await Promise.all([this.participants.find(roomId, heirId), this.users.views([heirId])]);
      const user = people.get(heirId);
      if (heir && user)
        this.live.toRoom(roomId, 'participant:updated', { roomId, participant: presentParticipant(heir, user) });
    });
  }
}
