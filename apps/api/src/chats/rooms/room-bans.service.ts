import { Injectable } from '@nestjs/common';
import type { Ban } from '#contract';
import { AppError, mayActUpon } from '#domain';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { AccessService, type RoomAccess } from '../../access/access.service.js';
import { AuditService } from '../../insight/audit.service.js';
import { UsersService } from '../../users/users.service.js';
import { AcquaintancesRepository } from './acquaintances.repository.js';
import { ParticipantsRepository } from './participants.repository.js';
import type { RoomBan } from './room-ban.entity.js';
import { RoomBansRepository } from './room-bans.repository.js';
import { RoomsRepository } from './rooms.repository.js';
import { TakeOut } from './take-out.js';

/** Who may not come back into a room, by any way (R22, R63). */
@Injectable()
export class RoomBansService {
  constructor(
    private readonly db: Db,
    private readonly live: Live,
    private readonly access: AccessService,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly bans: RoomBansRepository,
    private readonly acquaintances: AcquaintancesRepository,
    private readonly users: UsersService,
    private readonly takeOut: TakeOut,
    private readonly audit: AuditService,
  ) {}

  async list(roomId: string): Promise<Ban[]> {
    return this.present(await this.bans.ofRoom(roomId));
  }

  /**
   * Bans a participant, who is out at once, or somebody of the workspace beforehand; a second time changes nothing.
   * @throws AppError not_found, forbidden (an owner, for others than owners), conflict (oneself)
   */
  async ban({ actor, roomId, workspaceId }: RoomAccess, userId: string): Promise<Ban> {
    if (userId === actor.userId) throw new AppError('conflict', 'You cannot ban yourself.');
    const ban = await this.db.tx(async () => {
      await this.rooms.lock(roomId);
      const { role } = await this.access.room(actor, 'participant.ban', 'room', roomId);
      const earlier = await this.bans.find(roomId, userId);
      if (earlier) return earlier;
      const participant = await this.participants.find(roomId, userId);
      if (!participant && !(await this.acquaintances.workspaceRole(workspaceId, userId)))
        throw new AppError('not_found');
      if (participant && !mayActUpon(role, participant.role))
        throw new AppError('forbidden', 'Only an owner bans an owner.');
      const made: RoomBan = { roomId, userId, bannedBy: actor.userId, bannedAt: new Date() };
      await this.bans.insert(made);
      if (participant) await this.takeOut.run(roomId, [participant]);
      else await this.db.afterCommit(() => this.live.recheckUser(userId));
      await this.record('participant.banned', actor.userId, roomId, userId);
      return made;
    });
    const [shown] = await this.present([ban]);
    if (!shown) throw new AppError('not_found');
    return shown;
  }

  /** @throws AppError not_found when there is no such ban */
  async lift({ actor, roomId }: RoomAccess, userId: string): Promise<void> {
    await this.db.tx(async () => {
      if (!(await this.bans.remove(roomId, userId))) throw new AppError('not_found');
      await this.record('participant.unbanned', actor.userId, roomId, userId);
    });
  }

  private async record(
    action: 'participant.banned' | 'participant.unbanned',
    actorId: string,
    roomId: string,
    subjectId: string,
  ): Promise<void> {
    await this.audit.record({ action, actorId, subjectId, detail: { roomId } });
  }

  private async present(rows: readonly RoomBan[]): Promise<Ban[]> {
    const people = await this.users.views(rows.flatMap(({ userId, bannedBy }) => [userId, bannedBy]));
    return rows.flatMap(({ userId, bannedBy, bannedAt }) => {
      const user = people.get(userId);
      const by = people.get(bannedBy)?.displayName ?? 'Deleted user';
      return user ? [{ user, bannedBy: by, bannedAt: bannedAt.toISOString() }] : [];
    });
  }
}
