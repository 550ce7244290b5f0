import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Invite, InvitePreview, InviteRequest, Workspace } from '#contract';
import { AppError } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { newId } from '#platform/ids';
import type { Acting, Actor } from '../auth/sessions.service.js';
import { UsersService } from '../users/users.service.js';
import type { InviteRow } from './invite.entity.js';
import { WorkspacesRepository } from './workspaces.repository.js';
import { WorkspacesService } from './workspaces.service.js';

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** Invitations into a workspace (R16). */
@Injectable()
export class InvitesService {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly repository: WorkspacesRepository,
    private readonly workspaces: WorkspacesService,
    private readonly users: UsersService,
  ) {}

  /** Makes an invitation; its code is shown this once, only a hash is kept. */
  async create(actor: Actor, workspaceId: string, input: InviteRequest): Promise<Invite> {
    const code = randomBytes(16).toString('base64url');
    const now = new Date();
    const invited = input.username ? await this.users.byUsername(input.username) : null;
    if (input.username && !invited) {
      throw new AppError('validation_failed', undefined, {
        errors: [{ path: 'username', message: 'Nobody has this username.' }],
      });
    }
    const invite: InviteRow = {
      id: newId('invite'),
      workspaceId,
      codeHash: hashOf(code),
      role: input.role,
      forEmail: input.email ?? null,
      forUserId: invited?.id ?? null,
      createdBy: actor.userId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + input.expiresInHours * 3_600_000),
      maxUses: input.maxUses ?? (input.username || input.email ? 1 : null),
      uses: 0,
      revokedAt: null,
    };
    await this.db.tx(() => this.repository.insertInvite(invite));
    return {
      id: invite.id,
      code,
      url: `${this.config.publicUrl}/invite/${code}`,
      role: invite.role,
      expiresAt: invite.expiresAt.toISOString(),
      maxUses: invite.maxUses,
    };
  }

  /** What an invitation is to, for whoever holds its code. */
  async preview(code: string): Promise<InvitePreview> {
    const invite = await this.usable(code);
    const [workspace, memberCount, inviter] = await Promise.all([
      this.repository.byId(invite.workspaceId),
      this.repository.memberCount(invite.workspaceId),
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

  /** Makes the caller a member; a second time changes nothing (R16). */
  async accept(actor: Acting, code: string): Promise<Workspace> {
    const workspaceId = await this.db.tx(async () => {
      const invite = await this.known(code);
      if (await this.repository.member(invite.workspaceId, actor.userId)) return invite.workspaceId;
      await this.checkUsable(invite);
      await this.checkMeant(invite, actor.userId);
      if (!(await this.repository.useInvite(invite.id))) throw new AppError('invite_used_up');
      await this.workspaces.join(invite.workspaceId, actor.userId, invite.role);
      return invite.workspaceId;
    });
    return this.workspaces.get(actor, workspaceId);
  }

  /**
   * The invitation of this code, while it can be used.
   * @throws AppError not_found, invite_used_up
   */
  async usable(code: string): Promise<InviteRow> {
    const invite = await this.known(code);
    await this.checkUsable(invite);
    return invite;
  }

  private async known(code: string): Promise<InviteRow> {
    const invite = await this.repository.inviteByHash(hashOf(code));
    if (!invite) throw new AppError('not_found');
    return invite;
  }

  private async checkUsable(invite: InviteRow): Promise<void> {
    const usedUp = invite.maxUses !== null && invite.uses >= invite.maxUses;
    if (usedUp || invite.revokedAt || invite.expiresAt <= new Date()) throw new AppError('invite_used_up');
  }

  private async checkMeant(invite: InviteRow, userId: string): Promise<void> {
    const user = await this.users.byId(userId);
    const others =
      (invite.forUserId && invite.forUserId !== userId) || (invite.forEmail && invite.forEmail !== user?.email);
    if (others) throw new AppError('not_found');
  }
}
