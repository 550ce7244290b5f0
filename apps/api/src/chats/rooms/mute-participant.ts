import { Injectable } from '@nestjs/common';
import type { Participant } from '#contract';
import { AppError, mayActUpon } from '#domain';
import type { RoomAccess } from '../../access/access.service.js';
import { ParticipantStep } from './participant-step.js';

/** Takes the word from a participant for a while, and gives it back (R23, R63). */
@Injectable()
export class MuteParticipant {
  constructor(private readonly step: ParticipantStep) {}

  /** @throws AppError not_found, forbidden (an owner, for others than owners), conflict (oneself) */
  run(access: RoomAccess, userId: string, minutes: number): Promise<Participant> {
    const mutedUntil = new Date(Date.now() + minutes * 60_000);
    return this.step.run(access, userId, 'participant.mute', async ({ target, actorRole }) => {
      if (userId === access.actor.userId) throw new AppError('conflict', 'You cannot mute yourself.');
      if (!mayActUpon(actorRole, target.role)) throw new AppError('forbidden', 'Only an owner mutes an owner.');
      return this.step.change(access, target, { mutedUntil }, 'participant.muted', { minutes });
    });
  }

  /** Nothing changes for one who is not muted. */
  lift(access: RoomAccess, userId: string): Promise<void> {
    return this.step.run(access, userId, 'participant.mute', async ({ target, actorRole }) => {
      if (!mayActUpon(actorRole, target.role) || userId === access.actor.userId) throw new AppError('forbidden');
      if (target.mutedUntil) await this.step.change(access, target, { mutedUntil: null }, 'participant.unmuted');
    });
  }
}
