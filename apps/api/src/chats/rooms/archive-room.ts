import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import type { RoomAccess } from '../../access/access.service.js';
import { AuditService } from '../../insight/audit.service.js';
import { UsersService } from '../../users/users.service.js';
import { StopRoom } from '../generations/stop-room.js';
import { SystemMessages } from '../messages/system-messages.js';
import { RoomAnnouncer } from './room-announcer.js';
import { RoomClock } from './room-clock.js';
import { archivedNotice, unarchivedNotice } from './room-notices.js';
import { RoomsRepository } from './rooms.repository.js';

/** Closes a room to everything but reading, and opens it again (R19). */
@Injectable()
export class ArchiveRoom {
  constructor(
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly users: UsersService,
    private readonly clock: RoomClock,
    private readonly stopRoom: StopRoom,
    private readonly messages: SystemMessages,
    private readonly announcer: RoomAnnouncer,
    private readonly audit: AuditService,
  ) {}

  /**
   * Answers under way are stopped, and nobody waits any more. A second time changes nothing.
   * @throws AppError conflict for the default room
   */
  run(access: RoomAccess): Promise<void> {
    return this.db.tx(async () => {
      const room = await this.rooms.lock(access.roomId);
      if (room?.isDefault) throw new AppError('conflict', 'The room that everybody joins cannot be archived.');
      if (!room || room.archivedAt) return;
      await this.stopRoom.run(room.id, access.actor.userId);
      await this.set(access, new Date());
    });
  }

  /** Nothing changes for a room that is not archived. */
  restore(access: RoomAccess): Promise<void> {
    return this.db.tx(async () => {
      const room = await this.rooms.lock(access.roomId);
      if (room?.archivedAt) await this.set(access, null);
    });
  }

  private async set({ actor, roomId }: RoomAccess, archivedAt: Date | null): Promise<void> {
    const name = (await this.users.byId(actor.userId))?.displayName ?? '';
    await this.clock.with(roomId, async (tick) => {
      await this.rooms.update(roomId, { archivedAt });
      await this.messages.post(tick, archivedAt ? archivedNotice(name) : unarchivedNotice(name));
    });
    const action = archivedAt ? 'room.archived' : 'room.unarchived';
    await this.audit.record({ action, actorId: actor.userId, subjectId: roomId });
    await this.announcer.changed(roomId);
  }
}
