import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import type { RoomAccess } from '../../access/access.service.js';
import { AuditService } from '../../insight/audit.service.js';
import { UsersService } from '../../users/users.service.js';
import { SystemMessages } from '../messages/system-messages.js';
import { ParticipantStep } from './participant-step.js';
import { ParticipantsRepository } from './participants.repository.js';
import { RoomAnnouncer } from './room-announcer.js';
import { RoomClock } from './room-clock.js';
import { handedOverNotice } from './room-notices.js';

/** Hands a room over to one of its participants; who had it stays as admin (R19, R23). */
@Injectable()
export class TransferRoom {
  constructor(
    private readonly step: ParticipantStep,
    private readonly participants: ParticipantsRepository,
    private readonly users: UsersService,
    private readonly clock: RoomClock,
    private readonly messages: SystemMessages,
    private readonly announcer: RoomAnnouncer,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError not_found (no such participant), forbidden, conflict (to oneself) */
  run(access: RoomAccess, userId: string): Promise<void> {
    const { actor, roomId } = access;
    return this.step.run(access, userId, 'room.transfer', async ({ target }) => {
      if (userId === actor.userId) throw new AppError('conflict', 'You own this room already.');
      const former = await this.participants.find(roomId, actor.userId);
      if (!former) throw new AppError('forbidden');
      await this.participants.update(roomId, userId, { role: 'owner' });
      await this.participants.update(roomId, actor.userId, { role: 'admin' });
      await this.audit.record({
        action: 'room.handed_over',
        actorId: actor.userId,
        subjectId: roomId,
        detail: { to: userId },
      });
      await this.announcer.participants('participant:updated', [
        { ...target, role: 'owner' },
        { ...former, role: 'admin' },
      ]);
      const people = await this.users.views([actor.userId, userId]);
      const name = (id: string): string => people.get(id)?.displayName ?? '';
      await this.clock.with(roomId, (tick) =>
        this.messages.post(tick, handedOverNotice(name(actor.userId), name(userId))),
      );
    });
  }
}
