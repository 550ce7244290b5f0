import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { AccessService, type RoomAccess } from '../../access/access.service.js';
import { AuditService } from '../../insight/audit.service.js';
import { UsersService } from '../../users/users.service.js';
import { SystemMessages } from '../messages/system-messages.js';
import { RoomClock } from './room-clock.js';
import { visitNotice } from './room-notices.js';
import { RoomVisitsRepository } from './room-visits.repository.js';

/** Writes down and tells the room, once a day, that somebody reads it who takes no part in it (R12, rulings 22). */
@Injectable()
export class VisitRoom {
  constructor(
    private readonly db: Db,
    private readonly visits: RoomVisitsRepository,
    private readonly users: UsersService,
    private readonly clock: RoomClock,
    private readonly messages: SystemMessages,
    private readonly audit: AuditService,
    access: AccessService,
  ) {
    access.onVisit((visit) => this.run(visit));
  }

  private async run(access: RoomAccess): Promise<void> {
    const { actor, roomId } = access;
    const { userId } = actor;
    const at = new Date();
    const day = at.toISOString().slice(0, 10);
    if (await this.visits.has(roomId, userId, day)) return;
    await this.db.tx(() =>
      this.clock.ifThere(roomId, async (tick) => {
        // Under the room's lock: of two at once, one is told of.
        if (await this.visits.has(roomId, userId, day)) return;
        await this.visits.insert({ roomId, userId, day, at });
        await this.audit.record({ action: 'room.visited', actorId: userId, subjectId: roomId });
        const name = (await this.users.byId(userId))?.displayName ?? '';
        await this.messages.post(tick, visitNotice(name, access));
      }),
    );
  }
}
