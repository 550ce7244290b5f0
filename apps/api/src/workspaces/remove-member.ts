import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import type { Acting } from '../auth/sessions.service.js';
import { AuditService } from '../insight/audit.service.js';
import { InvitesRepository } from './invites.repository.js';
import { MembersRepository } from './members.repository.js';
import { WorkspaceAnnouncer } from './workspace-announcer.js';
import { WorkspaceLock } from './workspace-lock.js';
import { WorkspaceTenants } from './workspace-tenants.service.js';

/** Takes somebody out of a workspace and of all that is in it, at once (R15, R24); oneself: leaving. */
@Injectable()
export class RemoveMember {
  constructor(
    private readonly db: Db,
    private readonly members: MembersRepository,
    private readonly invites: InvitesRepository,
    private readonly lock: WorkspaceLock,
    private readonly tenants: WorkspaceTenants,
    private readonly audit: AuditService,
    private readonly announcer: WorkspaceAnnouncer,
  ) {}

  /** @throws AppError not_found, forbidden for others than owners where it is not oneself, last_owner */
  run(actor: Acting, workspaceId: string, userId: string): Promise<void> {
    const leaving = userId === actor.userId;
    return this.db.tx(async () => {
      await this.lock.take(actor, leaving ? 'workspace.read' : 'workspace.manageMembers', workspaceId);
      const member = await this.members.find(workspaceId, userId);
      if (!member) throw new AppError('not_found');
      if (member.role === 'owner') await this.lock.requireOtherOwner(workspaceId, userId);
      await this.members.remove(workspaceId, userId);
      // No way back through a door that they left open, or that somebody opened for them.
      if (!leaving) {
        const now = new Date();
        await this.invites.revoke({ workspaceId, createdBy: userId }, now);
        await this.invites.revoke({ workspaceId, forUserId: userId }, now);
      }
      // Told before the rooms, so that a page that loses the whole need not speak of each part.
      await this.announcer.memberLeft(workspaceId, userId);
      const heirId = leaving ? ((await this.members.owners(workspaceId))[0] ?? null) : actor.userId;
      await this.tenants.memberLeft(workspaceId, userId, heirId);
      await this.audit.record({
        action: 'member.removed',
        actorId: actor.userId,
        subjectId: userId,
        detail: { workspaceId },
      });
    });
  }
}
