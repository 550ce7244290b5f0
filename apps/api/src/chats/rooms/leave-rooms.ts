import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { DeleteRoom } from './delete-room.js';
import type { ParticipantRow } from './participant.entity.js';
import { ParticipantsRepository } from './participants.repository.js';
import { RoomAnnouncer } from './room-announcer.js';
import type { RoomRow } from './room.entity.js';
import { RoomsRepository } from './rooms.repository.js';
import { TakeOut } from './take-out.js';

/**
 * Takes somebody out of their rooms: of every one who is going for good, of those that nobody put them into who becomes
 * a kid. Where only they own a room of several, the longest-standing of its admins, else of its members, owns it from
 * now on; rooms that were theirs alone are deleted (R11, R13, R18).
 */
@Injectable()
export class LeaveRooms {
  constructor(
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly takeOut: TakeOut,
    private readonly deleteRoom: DeleteRoom,
    private readonly announcer: RoomAnnouncer,
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
    if (room?.visibility === 'private' && room.kind === 'channel') await this.deleteRoom.run(roomId, userId);
    if (!room) {
      await this.participants.remove(roomId, [userId]);
    } else {
      if (row.role === 'owner' && (await this.participants.countOwners(roomId)) === 1) await this.handOver(row);
      // Without one of its people it is not the conversation that is found by all of them any more (R25).
      if (room.directKey) await this.rooms.update(roomId, { directKey: null });
      await this.takeOut.run(roomId, [row]);
    }
  }

  private async handOver({ roomId, userId }: ParticipantRow): Promise<void> {
    const heirId = await this.participants.heir(roomId, userId);
    if (heirId === null) return;
    await this.participants.update(roomId, heirId, { role: 'owner' });
    const heir = await this.participants.find(roomId, heirId);
    if (heir) await this.announcer.participants('participant:updated', [heir]);
  }
}
