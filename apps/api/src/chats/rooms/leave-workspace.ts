import { Injectable } from '@nestjs/common';
import { heirOf } from '#domain';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { UsersService } from '../../users/users.service.js';
import { DeleteRoom } from './delete-room.js';
import { JoinRoom } from './join-room.js';
import { LeaveRoom } from './leave-room.js';
import type { ParticipantRow } from './participant.entity.js';
import { ParticipantsRepository } from './participants.repository.js';
import type { RoomRow } from './room.entity.js';
import { presentParticipant } from './rooms.presenter.js';
import { RoomsRepository } from './rooms.repository.js';
import { WorkspaceRoomsRepository } from './workspace-rooms.repository.js';

/**
 * Takes somebody out of every room of a workspace, at once and on every open page (R24). A room that they owned alone
 * goes to the admin who has been there longest, else to the member who has, else to an owner of the workspace, so that
 * somebody can look after it. What was theirs alone, a private room, goes with them: nobody else may read it.
 */
@Injectable()
export class LeaveWorkspace {
  constructor(
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly workspaceRooms: WorkspaceRoomsRepository,
    private readonly joinRoom: JoinRoom,
    private readonly leaveRoom: LeaveRoom,
    private readonly deleteRoom: DeleteRoom,
    private readonly users: UsersService,
    private readonly live: Live,
  ) {}

  /** @param ownerId the owner of the workspace who takes what has nobody else */
  async run(workspaceId: string, userId: string, ownerId: string | null): Promise<void> {
    await this.db.tx(async () => {
      for (const roomId of await this.workspaceRooms.idsOfUser(workspaceId, userId)) {
        const room = await this.rooms.lock(roomId);
        const own = room && (await this.participants.find(roomId, userId));
        if (own) await this.leave(room, own, ownerId);
      }
      await this.db.afterCommit(() => this.live.recheckUser(userId));
    });
  }

  private async leave(room: RoomRow, { userId, role }: ParticipantRow, ownerId: string | null): Promise<void> {
    const others = await this.workspaceRooms.others(room.id, userId);
    if (room.visibility === 'private' && room.kind === 'channel' && others.length === 0)
      return this.deleteRoom.run(room.id, userId);
    const isLastOwner = role === 'owner' && !others.some((other) => other.role === 'owner');
    // As an owner they would have to hand it over first; who takes it needs the place that they leave.
    if (isLastOwner) await this.participants.update(room.id, userId, { role: 'member' });
    await this.leaveRoom.run(room.id, userId);
    if (!isLastOwner) return;
    const heirId = heirOf(others)?.userId ?? ownerId;
    if (heirId === null) return;
    if (others.some((other) => other.userId === heirId)) await this.passOn(room.id, heirId);
    else if (!room.archivedAt) await this.joinRoom.run(room.id, heirId, 'owner');
  }

  private async passOn(roomId: string, heirId: string): Promise<void> {
    await this.participants.update(roomId, heirId, { role: 'owner' });
    const heir = await this.participants.find(roomId, heirId);
    const user = (await this.users.views([heirId])).get(heirId);
    await this.db.afterCommit(() => {
      if (heir && user)
        this.live.toRoom(roomId, 'participant:updated', { roomId, participant: presentParticipant(heir, user) });
    });
  }
}
