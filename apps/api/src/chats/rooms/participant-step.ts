import { Injectable } from '@nestjs/common';
import type { Participant, RoomAction, RoomRole } from '#contract';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { AccessService, type RoomAccess } from '../../access/access.service.js';
import { AuditService, type AuditAction } from '../../insight/audit.service.js';
import { UsersService } from '../../users/users.service.js';
import type { ParticipantRow } from './participant.entity.js';
import { ParticipantsRepository } from './participants.repository.js';
import { RoomAnnouncer } from './room-announcer.js';
import type { RoomRow } from './room.entity.js';
import { presentParticipant } from './rooms.presenter.js';
import { RoomsRepository } from './rooms.repository.js';

/** A step of one person upon another's place in a room, with what is true of both under the room's lock. */
export interface Step {
  room: RoomRow;
  target: ParticipantRow;
  /** The role by which the one who acts does so, now. */
  actorRole: RoomRole | null;
}

/** What steps upon other participants have in common. */
@Injectable()
export class ParticipantStep {
  constructor(
    private readonly db: Db,
    private readonly access: AccessService,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly users: UsersService,
    private readonly audit: AuditService,
    private readonly announcer: RoomAnnouncer,
  ) {}

  /**
   * Locks the room, makes sure once more that the actor may do `action`, and runs `step` upon the participant.
   * @throws AppError not_found (no such participant), forbidden
   */
  run<T>(
    { actor, roomId }: RoomAccess,
    userId: string,
    action: RoomAction,
    step: (facts: Step) => Promise<T>,
  ): Promise<T> {
    return this.db.tx(async () => {
      const room = await this.rooms.lock(roomId);
      const { role: actorRole } = await this.access.room(actor, action, 'room', roomId);
      const target = room && (await this.participants.find(roomId, userId));
      if (!target) throw new AppError('not_found');
      return step({ room, target, actorRole });
    });
  }

  /** Writes a change of a participant down and tells the room of it; gives the participant as everybody sees them. */
  async change(
    { actor, roomId }: RoomAccess,
    target: ParticipantRow,
    change: Partial<ParticipantRow>,
    action: AuditAction,
    detail: Record<string, string | number | null> = {},
  ): Promise<Participant> {
    const changed = { ...target, ...change };
    await this.participants.update(roomId, target.userId, change);
    await this.audit.record({ action, actorId: actor.userId, subjectId: target.userId, detail: { roomId, ...detail } });
    await this.announcer.participants('participant:updated', [changed]);
    return this.present(changed);
  }

  /** A participant as everybody sees them. */
  async present(row: ParticipantRow): Promise<Participant> {
    const user = (await this.users.views([row.userId])).get(row.userId);
    if (!user) throw new AppError('not_found');
    return presentParticipant(row, user);
  }
}
