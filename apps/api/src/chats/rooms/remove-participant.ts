import { Injectable } from '@nestjs/common';
import { AppError, mayActUpon } from '#domain';
import type { RoomAccess } from '../../access/access.service.js';
import { AuditService } from '../../insight/audit.service.js';
import { ParticipantStep } from './participant-step.js';
import { TakeOut } from './take-out.js';

/** Puts a participant out of a room; they may come back where they may join (R22). */
@Injectable()
export class RemoveParticipant {
  constructor(
    private readonly step: ParticipantStep,
    private readonly takeOut: TakeOut,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError not_found, forbidden (an owner, for others than owners), conflict (oneself) */
  run(access: RoomAccess, userId: string): Promise<void> {
    const { actor, roomId } = access;
    return this.step.run(access, userId, 'participant.remove', async ({ target, actorRole }) => {
      if (userId === actor.userId) throw new AppError('conflict', 'Leave the room instead.');
      if (!mayActUpon(actorRole, target.role)) throw new AppError('forbidden', 'Only an owner removes an owner.');
      await this.takeOut.run(roomId, [target]);
      const fact = { action: 'participant.removed', actorId: actor.userId, subjectId: userId } as const;
      await this.audit.record({ ...fact, detail: { roomId } });
    });
  }
}
