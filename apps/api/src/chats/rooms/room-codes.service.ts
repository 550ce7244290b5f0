import { Injectable } from '@nestjs/common';
import type { RoomCode, RoomPreview } from '#contract';
import { AppError, requireGranted } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import type { Actor } from '../../auth/sessions.service.js';
import { WorkspacesService } from '../../workspaces/workspaces.service.js';
import { ChatRates } from '../chat-rates.js';
import { newJoinCode } from './create-room.js';
import { JoinRoom } from './join-room.js';
import type { RoomRow } from './room.entity.js';
import { RoomsRepository } from './rooms.repository.js';

/** Join codes (R20). */
@Injectable()
export class RoomCodesService {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly joinRoom: JoinRoom,
    private readonly rates: ChatRates,
    private readonly workspaces: WorkspacesService,
  ) {}

  /** Gives the room a new code; the former one opens nothing any more. */
  async rotate(roomId: string): Promise<RoomCode> {
    const code = newJoinCode();
    await this.db.tx(async () => {
      const room = await this.rooms.lock(roomId);
      if (!room) throw new AppError('not_found');
      if (room.visibility === 'private' || room.kind === 'direct')
        throw new AppError('conflict', 'A private room has no join code.');
      await this.rooms.update(roomId, { joinCode: code });
    });
    return this.present(code);
  }

  /** The room's code as it is; null where it is switched off. */
  async current(roomId: string): Promise<RoomCode | null> {
    const room = await this.rooms.byId(roomId);
    return room?.joinCode ? this.present(room.joinCode) : null;
  }

  /** Switches the code off. */
  async remove(roomId: string): Promise<void> {
    await this.db.tx(() => this.rooms.update(roomId, { joinCode: null }));
  }

  async preview(actor: Actor, code: string): Promise<RoomPreview> {
    const { id, title, topic, participantCount } = await this.byCode(actor, code);
    return { id, title, topic, participantCount };
  }

  /** Lets the caller into the room of this code, and into its workspace as a guest where needed. */
  async join(actor: Actor, code: string): Promise<string> {
    const room = await this.byCode(actor, code);
    await this.db.tx(async () => {
      await this.joinRoom.run(room.id, actor.userId);
      await this.workspaces.join(room.workspaceId, actor.userId, 'guest');
    });
    return room.id;
  }

  /**
   * Wrong codes are counted, so that nobody finds a room by trying (rulings 16).
   * @throws AppError not_found, rate_limited
   */
  private async byCode(actor: Actor, code: string): Promise<RoomRow> {
    const tried = await this.rates.tryCode(actor.userId);
    requireGranted(tried);
    const room = await this.rooms.byJoinCode(code.trim().toLowerCase());
    if (!room) throw new AppError('not_found');
    await tried.giveBack();
    return room;
  }

  private present(code: string): RoomCode {
    return { code, url: `${this.config.publicUrl}/join/${code}` };
  }
}
