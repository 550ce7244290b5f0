import { Injectable } from '@nestjs/common';
import type { WorkspaceAction } from '#contract';
import { AppError, canInWorkspace } from '#domain';
import type { Acting } from '../auth/sessions.service.js';
import { MembersRepository } from './members.repository.js';
import type { WorkspaceRow } from './workspace.entity.js';
import { WorkspacesRepository } from './workspaces.repository.js';

/**
 * Lets the changes of one workspace happen one after another, over all processes: who may make one is looked at again
 * once it is its turn, so that two owners who take the ownership from each other leave one (R18).
 */
@Injectable()
export class WorkspaceLock {
  constructor(
    private readonly workspaces: WorkspacesRepository,
    private readonly members: MembersRepository,
  ) {}

  /**
   * The workspace, locked until the transaction in force ends.
   * @throws AppError not_found, forbidden
   */
  async take(actor: Acting, action: WorkspaceAction, workspaceId: string): Promise<WorkspaceRow> {
    const workspace = await this.workspaces.lock(workspaceId);
    const membership = workspace && (await this.members.find(workspaceId, actor.userId));
    if (!membership) throw new AppError('not_found');
    if (!canInWorkspace(action, { serverRole: actor.role, workspaceRole: membership.role }))
      throw new AppError('forbidden');
    return workspace;
  }

  /**
   * Makes sure that somebody owns the workspace when this owner no longer does.
   * @throws AppError last_owner
   */
  async requireOtherOwner(workspaceId: string, userId: string): Promise<void> {
    const others = (await this.members.owners(workspaceId)).filter((id) => id !== userId);
    if (others.length === 0)
      throw new AppError('last_owner', 'Hand the workspace over to somebody first: it needs an owner.');
  }
}
