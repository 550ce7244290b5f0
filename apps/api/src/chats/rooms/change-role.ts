import { Injectable } from '@nestjs/common';
import type { Participant, RoomRole } from '#contract';
import { AppError, mayChangeRole } from '#domain';
import type { RoomAccess } from '../../access/access.service.js';
import { ParticipantStep } from './participant-step.js';
import { ParticipantsRepository } from './participants.repository.js';

/** Gives a participant another role; it counts at once, on open sockets too (R22, R24). */
@Injectable()
export class ChangeRole {
  constructor(
    private readonly step: ParticipantStep,
    private readonly participants: ParticipantsRepository,
  ) {}

  /** @throws AppError not_found; forbidden, also for what is the owners' alone; last_owner */
  run(access: RoomAccess, userId: string, role: RoomRole): Promise<Participant> {
    return this.step.run(access, userId, 'participant.changeRole', async ({ room, target, actorRole }) => {
      if (!mayChangeRole(actorRole, target.role, role))
        throw new AppError('forbidden', 'Only an owner changes who owns the room.');
      if (target.role === role) return this.step.present(target);
      if (target.role === 'owner' && (await this.participants.countOwners(room.id)) === 1)
        throw new AppError('last_owner', 'Hand the room over to somebody first.');
      const detail = { from: target.role, to: role };
      return this.step.change(access, target, { role }, 'participant.role_changed', detail);
    });
  }
}
