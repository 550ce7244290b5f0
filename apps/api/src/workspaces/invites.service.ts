import { Injectable } from '@nestjs/common';
import { inviteId, type InvitePreview, type MyInvite, type Workspace } from '#contract';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import type { Acting } from '../auth/sessions.service.js';
import { AuditService } from '../insight/audit.service.js';
import { UsersService, type User } from '../users/users.service.js';
import { hashOfCode } from './invite-code.js';
import type { InviteRow } from './invite.entity.js';
import { InvitesRepository } from './invites.repository.js';
import { MembersRepository } from './members.repository.js';
import { WorkspaceAnnouncer } from './workspace-announcer.js';
import { WorkspacesRepository } from './workspaces.repository.js';
import { WorkspacesService } from './workspaces.service.js';

/** Invitations into a workspace, as those who are invited meet them (R16). */
@Injectable()
export class InvitesService {
  constructor(
    private readonly db: Db,
    private readonly invites: InvitesRepository,
    private readonly members: MembersRepository,
    private readonly repository: WorkspacesRepository,
    private readonly workspaces: WorkspacesService,
    private readonly users: UsersService,
    private readonly audit: AuditService,
    private readonly announcer: WorkspaceAnnouncer,
  ) {}

  /** Those that name the caller and can be used. */
  async mine(actor: Acting): Promise<MyInvite[]> {
    const found = await this.invites.ofUser(actor.userId);
    const people = await this.users.views(found.map(({ invite }) => invite.createdBy));
    return found.map(({ invite, workspaceName }) => ({
      id: invite.id,
      workspaceName,
      invitedBy: people.get(invite.createdBy)?.displayName ?? '',
      role: invite.role,
      expiresAt: invite.expiresAt.toISOString(),
    }));
  }

  /**
   * What an invitation is to.
   * @param key its code, or for the one whom it names its id
   * @param userId who looks; null: somebody who has not signed in
   * @throws AppError not_found, invite_used_up
   */
  async preview(key: string, userId: string | null): Promise<InvitePreview> {
    const invite = await this.known(key, userId);
    checkUsable(invite);
    const [workspace, memberCount, inviter] = await Promise.all([
      this.repository.byId(invite.workspaceId),
      this.members.count(invite.workspaceId),
      this.users.byId(invite.createdBy),
    ]);
    if (!workspace) throw new AppError('not_found');
    return {
      workspace: { name: workspace.name, description: workspace.description, memberCount },
      invitedBy: inviter?.displayName ?? '',
      role: invite.role,
      expiresAt: invite.expiresAt.toISOString(),
    };
  }

  /**
   * Makes the caller a member; a second time changes nothing (R16).
   * @param key as for `preview`
   * @throws AppError not_found for another than the one invited, invite_used_up, account_inactive
   */
  async accept(actor: Acting, key: string): Promise<Workspace> {
    const workspaceId = await this.db.tx(async () => {
      const { id, workspaceId: joined } = await this.known(key, actor.userId);
      // The workspace first, as everywhere: two that wait for each other would have to start again.
      if (!(await this.repository.hold(joined))) throw new AppError('not_found');
      const invite = await this.invites.lock(id);
      if (!invite) throw new AppError('not_found');
      if (await this.members.find(joined, actor.userId)) return joined;
      checkUsable(invite);
      await this.checkMeant(invite, actor.userId);
      await this.invites.countUse(id);
      await this.workspaces.join(joined, actor.userId, invite.role);
      if (invite.forUserId) await this.announcer.invited(invite.forUserId);
      return joined;
    });
    return this.workspaces.get(actor, workspaceId);
  }

  /**
   * Turns down an invitation that names the caller; it can't be used any more.
   * @throws AppError not_found
   */
  async decline(actor: Acting, key: string): Promise<void> {
    await this.db.tx(async () => {
      const { id, forUserId, workspaceId } = await this.known(key, actor.userId);
      if (forUserId !== actor.userId) throw new AppError('not_found');
      await this.invites.revoke({ id }, new Date());
      await this.audit.record({
        action: 'invite.revoked',
        actorId: actor.userId,
        subjectId: id,
        detail: { workspaceId },
      });
      await this.announcer.invited(actor.userId);
    });
  }

  /**
   * Makes sure that somebody with this address may register with an invitation.
   * @throws AppError not_found, invite_used_up, validation_failed for another address than the one invited
   */
  async checkNewcomer(code: string, email: string): Promise<void> {
    const invite = await this.known(code, null);
    checkUsable(invite);
    if (invite.forUserId)
      throw new AppError('conflict', 'This invitation is for somebody who has an account: sign in.');
    if (invite.forEmail && invite.forEmail !== email) {
      const errors = [{ path: 'email', message: 'This invitation is for another e-mail address.' }];
      throw new AppError('validation_failed', undefined, { errors });
    }
  }

  private async known(key: string, userId: string | null): Promise<InviteRow> {
    const byId = inviteId.safeParse(key).success;
    const invite = byId ? await this.invites.byId(key) : await this.invites.byHash(hashOfCode(key));
    // Ids are no secrets: they open a door to nobody but the one whom the invitation names.
    if (!invite || (byId && (userId === null || invite.forUserId !== userId))) throw new AppError('not_found');
    return invite;
  }

  private async checkMeant({ forUserId, forEmail }: InviteRow, userId: string): Promise<void> {
    const user = await this.users.byId(userId);
    if (!user?.active) throw new AppError('account_inactive');
    if (!isMeant(user, forUserId, forEmail))
      throw new AppError('not_found', 'This invitation is for somebody else: sign in with the account that it names.');
  }
}

const isMeant = (user: User, forUserId: string | null, forEmail: string | null): boolean =>
  forUserId === null ? forEmail === null || forEmail === user.email : forUserId === user.id;

/** @throws AppError invite_used_up */
function checkUsable({ maxUses, uses, revokedAt, expiresAt }: InviteRow): void {
  const usedUp = maxUses !== null && uses >= maxUses;
  if (usedUp || revokedAt || expiresAt <= new Date()) throw new AppError('invite_used_up');
}
