import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { WorkspaceTenant, WorkspaceTenants } from '../../workspaces/workspace-tenants.service.js';
import { DeleteRoom } from './delete-room.js';
import { LeaveWorkspace } from './leave-workspace.js';
import { WorkspaceRoomsRepository } from './workspace-rooms.repository.js';

/** What becomes of the rooms when a workspace or a membership of it changes. */
@Injectable()
export class WorkspaceRooms extends WorkspaceTenant {
  constructor(
    tenants: WorkspaceTenants,
    private readonly db: Db,
    private readonly live: Live,
    private readonly rooms: WorkspaceRoomsRepository,
    private readonly leaveWorkspace: LeaveWorkspace,
    private readonly deleteRoom: DeleteRoom,
  ) {
    super();
    tenants.signUp(this);
  }

  async memberLeft(workspaceId: string, userId: string, heirId: string | null): Promise<void> {
    await this.leaveWorkspace.run(workspaceId, userId, heirId);
  }

  /** Who takes part stays; what was open to the former role alone is taken from the open pages (Q5). */
  async roleChanged(_workspaceId: string, userId: string): Promise<void> {
    await this.db.afterCommit(() => this.live.recheckUser(userId));
  }

  async workspaceDeleted(workspaceId: string, actorId: string): Promise<void> {
    for (const roomId of await this.rooms.ids(workspaceId)) await this.deleteRoom.run(roomId, actorId);
  }
}
