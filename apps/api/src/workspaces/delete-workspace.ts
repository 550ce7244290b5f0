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
import { WorkspacesRepository } from './workspaces.repository.js';

/** Deletes a workspace with everything that is in it; from then on it does not exist for anybody (R15, Q7). */
@Injectable()
export class DeleteWorkspace {
  constructor(
    private readonly db: Db,
    private readonly workspaces: WorkspacesRepository,
    private readonly members: MembersRepository,
    private readonly invites: InvitesRepository,
    private readonly lock: WorkspaceLock,
    private readonly tenants: WorkspaceTenants,
    private readonly audit: AuditService,
    private readonly announcer: WorkspaceAnnouncer,
  ) {}

  /**
   * @param name the workspace's own, typed in
   * @throws AppError not_found, forbidden, conflict for the server's default workspace, validation_failed
   */
  run(actor: Acting, id: string, name: string): Promise<void> {
    return this.db.tx(async () => {
      const workspace = await this.lock.take(actor, 'workspace.delete', id);
      if (workspace.isDefault)
        throw new AppError('conflict', 'Everybody on this server is in this workspace: it can’t be deleted.');
      if (name !== workspace.name) {
        const errors = [{ path: 'name', message: 'Type the name of the workspace as it is written.' }];
        throw new AppError('validation_failed', undefined, { errors });
      }
      const userIds = await this.members.userIds(id);
      // Told before the rooms, so that a page that loses the whole need not speak of each part.
      await this.announcer.deleted(id, userIds);
      await this.tenants.workspaceDeleted(id, actor.userId);
      await this.members.removeAll(id);
      await this.invites.removeAll(id);
      await this.workspaces.update(id, { deletedAt: new Date() });
      await this.audit.record({
        action: 'workspace.deleted',
        actorId: actor.userId,
        subjectId: id,
        detail: { name, members: userIds.length },
      });
    });
  }
}
