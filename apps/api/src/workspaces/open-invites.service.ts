import { Injectable } from '@nestjs/common';
import type { OpenInvite, PageQuery } from '#contract';
import { AppError, canInWorkspace, keyOfCursor, pageOf, type Page } from '#domain';
import { Db } from '#platform/db';
import type { Acting } from '../auth/sessions.service.js';
import { AuditService } from '../insight/audit.service.js';
import { UsersService } from '../users/users.service.js';
import { InvitesRepository } from './invites.repository.js';
import { MembersRepository } from './members.repository.js';
import { WorkspaceAnnouncer } from './workspace-announcer.js';
import { presentOpenInvite } from './workspaces.presenter.js';

/** The invitations that a workspace has out (R16): who manages the members looks after all, others after their own. */
@Injectable()
export class OpenInvitesService {
  constructor(
    private readonly db: Db,
    private readonly members: MembersRepository,
    private readonly invites: InvitesRepository,
    private readonly users: UsersService,
    private readonly audit: AuditService,
    private readonly announcer: WorkspaceAnnouncer,
  ) {}

  /** Those that can be used, the newest first. */
  async list(actor: Acting, workspaceId: string, { cursor, limit }: PageQuery): Promise<Page<OpenInvite>> {
    const before = keyOfCursor(cursor);
    const createdBy = (await this.managesAll(actor, workspaceId)) ? null : actor.userId;
    const rows = await this.invites.open(workspaceId, createdBy, before, limit + 1);
    const people = await this.users.views(rows.flatMap((row) => [row.createdBy, row.forUserId ?? row.createdBy]));
    return pageOf(
      rows,
      limit,
      (row) => row.id,
      (row) => presentOpenInvite(row, people),
    );
  }

  /**
   * Ends an invitation at once; one that is over already stays so.
   * @throws AppError not_found
   */
  async revoke(actor: Acting, workspaceId: string, id: string): Promise<void> {
    await this.db.tx(async () => {
      const invite = await this.invites.lock(id);
      const mine = invite?.workspaceId === workspaceId && invite;
      if (!mine || (mine.createdBy !== actor.userId && !(await this.managesAll(actor, workspaceId))))
        throw new AppError('not_found');
      if (mine.revokedAt) return;
      await this.invites.revoke({ id }, new Date());
      await this.audit.record({
        action: 'invite.revoked',
        actorId: actor.userId,
        subjectId: id,
        detail: { workspaceId },
      });
      if (mine.forUserId) await this.announcer.invited(mine.forUserId);
    });
  }

  private async managesAll(actor: Acting, workspaceId: string): Promise<boolean> {
    const member = await this.members.find(workspaceId, actor.userId);
    const facts = { serverRole: actor.role, workspaceRole: member?.role ?? null };
    return canInWorkspace('workspace.manageMembers', facts);
  }
}
