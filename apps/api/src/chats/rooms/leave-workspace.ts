import { Injectable } from '@nestjs/common';
import { AppError, heirOf } from '#domain';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { DeleteRoom } from './delete-room.js';
import { JoinRoom } from './join-room.js';
import type { ParticipantRow } from './participant.entity.js';
import { ParticipantsRepository } from './participants.repository.js';
import { RoomAnnouncer } from './room-announcer.js';
import type { RoomRow } from './room.entity.js';
import { RoomsRepository } from './rooms.repository.js';
import { TakeOut } from './take-out.js';
import { WorkspaceRoomsRepository } from './workspace-rooms.repository.js';

/**
 * Takes somebody out of every room of a workspace, at once and on every open page (R24). A room that they owned alone
 * goes to the admin who has been there longest, else to the member who has, else to an owner of the workspace, so that
 * somebody looks after it. What was theirs alone, a private room, goes with them: nobody else may read it.
 */
@Injectable()
export class LeaveWorkspace {
  constructor(
    private readonly db: Db,
    private readonly live: Live,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly workspaceRooms: WorkspaceRoomsRepository,
    private readonly takeOut: TakeOut,
    private readonly joinRoom: JoinRoom,
    private readonly deleteRoom: DeleteRoom,
    private readonly announcer: RoomAnnouncer,
  ) {}

  /** @param ownerId the owner of the workspace who takes what has nobody else */
  run(workspaceId: string, userId: string, ownerId: string | null): Promise<void> {
    return this.db.tx(async () => {
      for (const roomId of await this.workspaceRooms.idsOfUser(workspaceId, userId)) {
        const room = await this.rooms.lock(roomId);
        const own = room && (await this.participants.find(roomId, userId));
        if (own) await this.leave(room, own, ownerId);
      }
      // What they could look into without taking part.
      await this.db.afterCommit(() => this.live.recheckUser(userId));
    });
  }

  private async leave(room: RoomRow, own: ParticipantRow, ownerId: string | null): Promise<void> {
    const others = await this.workspaceRooms.others(room.id, own.userId);
    if (room.kind === 'channel' && room.visibility === 'private' && others.length === 0)
      return this.deleteRoom.run(room.id, own.userId);
    // Without one of its people a conversation is not the one that is found by all of them any more (R25).
    if (room.directKey) await this.rooms.update(room.id, { directKey: null });
    await this.takeOut.run(room.id, [own]);
    if (own.role !== 'owner' || others.some(({ role }) => role === 'owner')) return;
    const heirId = heirOf(others)?.userId ?? ownerId;
    if (heirId !== null) await this.passOn(room.id, heirId);
  }

  private async passOn(roomId: string, heirId: string): Promise<void> {
    const heir = await this.participants.find(roomId, heirId);
    if (heir) {
      const change = { role: 'owner', mutedUntil: null } as const;
      await this.participants.update(roomId, heirId, change);
      await this.announcer.participants('participant:updated', [{ ...heir, ...change }]);
      return;
    }
    try {
      await this.joinRoom.run(roomId, heirId, 'owner');
    } catch (error) {
      // Where nobody comes in any more, an archived room, its workspace's owners still look after it as they are.
      if (!(error instanceof AppError)) throw error;
    }
  }
}
