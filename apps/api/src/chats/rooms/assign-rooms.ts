import { Injectable } from '@nestjs/common';
import type { AssignableRooms } from '#contract';
import { AppError, roomScope, type RoomScope } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import type { Acting } from '../../auth/sessions.service.js';
import { WorkspacesService } from '../../workspaces/workspaces.service.js';
import { AssignableRoomsRepository } from './assignable-rooms.repository.js';
import { JoinRoom } from './join-room.js';
import { LeaveRoom } from './leave-room.js';

const MAX_SHOWN = 200;

/** Puts people into rooms (R13): the way for kids, who find and join none themselves. */
@Injectable()
export class AssignRooms {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly rooms: AssignableRoomsRepository,
    private readonly workspaces: WorkspacesService,
    private readonly joinRoom: JoinRoom,
    private readonly leaveRoom: LeaveRoom,
  ) {}

  /** Rooms into which `actor` may put a person, and whether they were put there. */
  async choices(actor: Acting, userId: string, text: string): Promise<AssignableRooms> {
    const rows = await this.rooms.search(await this.scope(actor), userId, text, MAX_SHOWN);
    return { items: rows.map((row) => ({ ...row, assigned: Number(row.assigned) === 1 })) };
  }

  /**
   * Makes these rooms, and of those that `actor` sees no others, the ones that a person was put into. Whoever took part
   * before by themselves stays with the role that they have.
   * @throws AppError not_found for a room that the actor does not see or that takes nobody in, room_full, room_archived,
   *   last_owner; then nothing is changed
   */
  run(actor: Acting, userId: string, roomIds: readonly string[]): Promise<{ added: string[]; removed: string[] }> {
    return this.db.tx(async () => {
      const scope = await this.scope(actor);
      const wanted = [...new Set(roomIds)].sort();
      const before = await this.rooms.assignedTo(userId);
      const known = await this.rooms.among(scope, [...wanted, ...before]);
      if (wanted.some((id) => !known.has(id)))
        throw new AppError('not_found', 'One of these rooms does not exist, or takes nobody in.');
      const added = wanted.filter((id) => !before.includes(id));
      const removed = before.filter((id) => known.has(id) && !wanted.includes(id));
      for (const id of added) await this.joinRoom.run(id, userId);
      for (const workspaceId of new Set(added.map((id) => known.get(id)!)))
        await this.workspaces.join(workspaceId, userId, 'guest');
      await this.rooms.markAssigned(userId, added, new Date());
      for (const id of removed) await this.leaveRoom.run(id, userId);
      return { added, removed };
    });
  }

  private async scope({ userId, role }: Acting): Promise<RoomScope> {
    return roomScope({
      userId,
      serverRole: role,
      memberships: await this.workspaces.membershipsOf(userId),
      adminReadsPrivate: this.config.env.ADMIN_READS_PRIVATE,
    });
  }
}
