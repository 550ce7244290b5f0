import { Injectable } from '@nestjs/common';
import type { NewRoomCodeRequest, RoomCode, RoomPreview } from '#contract';
import { AppError, canOnServer } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { toString } from 'qrcode';
import type { Actor } from '../../auth/sessions.service.js';
import { WorkspacesService } from '../../workspaces/workspaces.service.js';
import { newJoinCode } from './join-code.js';
import { JoinRoom } from './join-room.js';
import { ParticipantsRepository } from './participants.repository.js';
import { RoomBansRepository } from './room-bans.repository.js';
import type { RoomRow } from './room.entity.js';
import { RoomsRepository } from './rooms.repository.js';

/** Join codes (R20). */
@Injectable()
export class RoomCodesService {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly bans: RoomBansRepository,
    private readonly joinRoom: JoinRoom,
    private readonly workspaces: WorkspacesService,
  ) {}

  /** Gives the room a new code; the former one opens nothing any more. */
  rotate(roomId: string, { expiresInHours, maxUses }: NewRoomCodeRequest): Promise<RoomCode> {
    const change = {
      joinCode: newJoinCode(),
      joinCodeExpiresAt: expiresInHours === undefined ? null : new Date(Date.now() + expiresInHours * 3_600_000),
      joinCodeMaxUses: maxUses ?? null,
      joinCodeUses: 0,
    };
    return this.db.tx(async () => {
      const room = await this.rooms.lock(roomId);
      if (!room) throw new AppError('not_found');
      if (room.visibility === 'private' || room.kind === 'direct')
        throw new AppError('conflict', 'A private room has no join code.');
      await this.rooms.update(roomId, change);
      return this.present({ ...room, ...change });
    });
  }

  /** The room's code as it is; null where it is switched off. */
  async current(roomId: string): Promise<RoomCode | null> {
    const room = await this.rooms.byId(roomId);
    return room?.joinCode ? this.present(room) : null;
  }

  /** Switches the code off. */
  async remove(roomId: string): Promise<void> {
    await this.db.tx(() => this.rooms.update(roomId, { joinCode: null }));
  }

  /** @throws AppError not_found (a code that opens nothing, or nothing any more), banned */
  async preview(actor: Actor, code: string): Promise<RoomPreview> {
    const room = await this.byCode(actor, code);
    if (!isUsable(room)) throw new AppError('not_found');
    if (await this.bans.find(room.id, actor.userId)) throw new AppError('banned');
    const { id, title, topic, participantCount } = room;
    return { id, title, topic, participantCount };
  }

  /**
   * Lets the caller into the room of this code, and into its workspace as a guest where needed. Who takes part already
   * uses nothing up.
   * @throws AppError not_found (a code that opens nothing, or nothing any more), banned, room_full, room_archived
   */
  async join(actor: Actor, code: string): Promise<string> {
    const { id, workspaceId, joinCode } = await this.byCode(actor, code);
    await this.db.tx(async () => {
      await this.rooms.lock(id);
      if (await this.participants.find(id, actor.userId)) return;
      if (!(await this.rooms.useCode(id, joinCode ?? '', new Date()))) throw new AppError('not_found');
      await this.joinRoom.run(id, actor.userId);
      await this.workspaces.join(workspaceId, actor.userId, 'guest');
    });
    return id;
  }

  /** @throws AppError not_found for a wrong code, and for kids, to whom codes are closed (R13) */
  private async byCode(actor: Actor, code: string): Promise<RoomRow> {
    const mayUse = canOnServer('room.useCode', { serverRole: actor.role });
    const room = mayUse ? await this.rooms.byJoinCode(code.trim().toLowerCase()) : null;
    if (!room) throw new AppError('not_found');
    return room;
  }

  private async present(room: RoomRow): Promise<RoomCode> {
    const code = room.joinCode ?? '';
    const url = `${this.config.publicUrl}/join/${code}`;
    return {
      code,
      url,
      qrSvg: await toString(url, { type: 'svg', margin: 1 }),
      expiresAt: room.joinCodeExpiresAt?.toISOString() ?? null,
      maxUses: room.joinCodeMaxUses,
      uses: room.joinCodeUses ?? 0,
    };
  }
}

function isUsable({ joinCodeExpiresAt, joinCodeMaxUses, joinCodeUses }: RoomRow): boolean {
  const ended = joinCodeExpiresAt !== null && joinCodeExpiresAt <= new Date();
  return !ended && (joinCodeMaxUses === null || (joinCodeUses ?? 0) < joinCodeMaxUses);
}
