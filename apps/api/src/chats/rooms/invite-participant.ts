import { Injectable } from '@nestjs/common';
import { userId as userIdSchema, type Participant, type RoomInviteRequest } from '#contract';
import { AppError, canInWorkspace, canOnServer } from '#domain';
import { Db } from '#platform/db';
import { AccessService, type RoomAccess } from '../../access/access.service.js';
import { UsersService, type User } from '../../users/users.service.js';
import { WorkspacesService } from '../../workspaces/workspaces.service.js';
import { AcquaintancesRepository } from './acquaintances.repository.js';
import { JoinRoom } from './join-room.js';
import { ParticipantStep } from './participant-step.js';
import { ParticipantsRepository } from './participants.repository.js';
import { RoomsRepository } from './rooms.repository.js';

/** Adds somebody to a room at once (R22, rulings 22). */
@Injectable()
export class InviteParticipant {
  constructor(
    private readonly db: Db,
    private readonly access: AccessService,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly acquaintances: AcquaintancesRepository,
    private readonly users: UsersService,
    private readonly workspaces: WorkspacesService,
    private readonly joinRoom: JoinRoom,
    private readonly step: ParticipantStep,
  ) {}

  /**
   * Nothing changes for one who takes part already.
   * @returns the participant, and whether this call added them
   * @throws AppError not_found (nobody whom the caller knows), forbidden, conflict (a private room), banned, room_full
   */
  run(
    { actor, roomId }: RoomAccess,
    { userId, role }: RoomInviteRequest,
  ): Promise<{ participant: Participant; added: boolean }> {
    return this.db.tx(async () => {
      const room = await this.rooms.lock(roomId);
      const access = await this.access.room(actor, 'participant.invite', 'room', roomId);
      const invited = await this.invited(access, userId);
      const present = await this.participants.find(roomId, userId);
      if (present) return { participant: await this.step.present(present), added: false };
      if (room?.visibility === 'private') throw new AppError('conflict', 'A private room is its owner’s alone.');
      await this.workspaces.join(access.workspaceId, invited.id, 'guest');
      await this.joinRoom.run(roomId, invited.id, role);
      const added = await this.participants.find(roomId, userId);
      if (!added) throw new AppError('not_found');
      return { participant: await this.step.present(added), added: true };
    });
  }

  /** People of the workspace; others whom the caller knows, where the caller may bring them into it. */
  private async invited({ actor, workspaceId, facts }: RoomAccess, userId: string): Promise<User> {
    const user = userIdSchema.safeParse(userId).success ? await this.users.byId(userId) : null;
    if (!user?.active) throw new AppError('not_found');
    const looksAfterPeople = canOnServer('user.assist', { serverRole: actor.role });
    const known =
      looksAfterPeople ||
      (await this.acquaintances.workspaceRole(workspaceId, userId)) !== null ||
      (canInWorkspace('workspace.invite', facts) &&
        (await this.acquaintances.sharedWorkspace([actor.userId, userId])) !== null);
    if (!known && userId !== actor.userId) throw new AppError('not_found');
    if (user.role === 'kid' && !looksAfterPeople)
      throw new AppError('forbidden', 'Which rooms a kid takes part in is for the managers to say.');
    return user;
  }
}
