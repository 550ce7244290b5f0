import { Injectable } from '@nestjs/common';
import type { UpdateRoomRequest } from '#contract';
import { AppError } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import type { RoomAccess } from '../../access/access.service.js';
import { AuditService } from '../../insight/audit.service.js';
import { UsersService } from '../../users/users.service.js';
import { SystemMessages } from '../messages/system-messages.js';
import { newJoinCode } from './join-code.js';
import { ParticipantsRepository } from './participants.repository.js';
import { RoomAnnouncer } from './room-announcer.js';
import { RoomClock, type RoomTick } from './room-clock.js';
import { changeNotices } from './room-notices.js';
import type { RoomRow } from './room.entity.js';
import { RoomsRepository } from './rooms.repository.js';
import { TakeOut } from './take-out.js';

/** Changes a room's settings, and who is left in it where that follows (R19). */
@Injectable()
export class UpdateRoom {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly live: Live,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly users: UsersService,
    private readonly clock: RoomClock,
    private readonly takeOut: TakeOut,
    private readonly messages: SystemMessages,
    private readonly announcer: RoomAnnouncer,
    private readonly audit: AuditService,
  ) {}

  /**
   * What is as it was changes nothing.
   * @throws AppError validation_failed; forbidden (making it private is the owner's); conflict (the default room stays open)
   */
  async run(access: RoomAccess, input: UpdateRoomRequest): Promise<void> {
    if (input.pictureFileId) throw invalid('pictureFileId', 'Pictures cannot be set yet.');
    await this.db.tx(() =>
      this.clock.with(access.roomId, async (tick) => {
        const change = differences(tick.room, input);
        if (Object.keys(change).length > 0) await this.change(access, tick, change);
      }),
    );
  }

  private async change({ actor, roomId }: RoomAccess, tick: RoomTick, asked: Partial<RoomRow>): Promise<void> {
    const { room } = tick;
    const change = { ...asked };
    if (change.visibility === 'private') {
      if (room.isDefault) throw new AppError('conflict', 'The room that everybody joins stays open.');
      if ((change.maxParticipants ?? 1) > 1) throw invalid('maxParticipants', 'A private room is its owner’s alone.');
      const people = await this.participants.ofRoom(roomId);
      const self = people.find(({ userId }) => userId === actor.userId);
      if (self?.role !== 'owner') throw new AppError('forbidden', 'Only its owner makes a room private.');
      await this.takeOut.run(
        roomId,
        people.filter((one) => one !== self),
      );
      Object.assign(change, { maxParticipants: 1, ...noCode() });
    } else if (room.visibility === 'private' && change.visibility) {
      change.maxParticipants ??= this.config.env.MAX_ROOM_PARTICIPANTS;
      Object.assign(change, { ...noCode(), joinCode: newJoinCode() });
    } else if (change.maxParticipants !== undefined) checkLimit(room, change.maxParticipants);
    await this.rooms.update(roomId, change);
    // What the room is told of the change goes to those who may read it as it is now.
    Object.assign(room, change);
    const name = (await this.users.byId(actor.userId))?.displayName ?? '';
    for (const line of changeNotices(name, asked)) await this.messages.post(tick, line);
    const fields = Object.keys(asked).join(',');
    await this.audit.record({ action: 'room.changed', actorId: actor.userId, subjectId: roomId, detail: { fields } });
    await this.announcer.changed(roomId);
    if (asked.visibility || asked.history) await this.db.afterCommit(() => this.live.recheckRoom(roomId));
  }
}

const invalid = (path: string, message: string): AppError =>
  new AppError('validation_failed', undefined, { errors: [{ path, message }] });

/** The fields that are to be other than they are. */
function differences(room: RoomRow, input: UpdateRoomRequest): Partial<RoomRow> {
  const entries = Object.entries(input) as [keyof UpdateRoomRequest, unknown][];
  return Object.fromEntries(entries.filter(([field, value]) => value !== undefined && value !== room[field]));
}

/** @throws AppError validation_failed for fewer places than are taken, and for a private room, which has one */
function checkLimit({ visibility, participantCount }: RoomRow, places: number): void {
  if (visibility === 'private') throw invalid('maxParticipants', 'A private room is its owner’s alone.');
  if (places < participantCount)
    throw invalid('maxParticipants', `${participantCount} people take part; the limit cannot be below that.`);
}

const noCode = () => ({ joinCode: null, joinCodeExpiresAt: null, joinCodeMaxUses: null, joinCodeUses: null });
