import { Injectable } from '@nestjs/common';
import type { CreateWorkspaceRequest, UpdateWorkspaceRequest, Workspace, WorkspaceRole } from '#contract';
import { AppError, keyOfCursor, pageOf, type Page } from '#domain';
import { Db, isDuplicate } from '#platform/db';
import { newId } from '#platform/ids';
import type { Acting, Actor } from '../auth/sessions.service.js';
import { FilesService } from '../files/files.service.js';
import { AuditService } from '../insight/audit.service.js';
import { MembersRepository } from './members.repository.js';
import { WorkspaceAnnouncer } from './workspace-announcer.js';
import { WorkspaceLock } from './workspace-lock.js';
import type { WorkspaceRow } from './workspace.entity.js';
import { presentWorkspace } from './workspaces.presenter.js';
import { WorkspacesRepository } from './workspaces.repository.js';

export { LeaveAllWorkspaces } from './leave-all-workspaces.js';

/** Workspaces and who is in them; the feature's public face. */
@Injectable()
export class WorkspacesService {
  constructor(
    private readonly db: Db,
    private readonly workspaces: WorkspacesRepository,
    private readonly members: MembersRepository,
    private readonly files: FilesService,
    private readonly lock: WorkspaceLock,
    private readonly audit: AuditService,
    private readonly announcer: WorkspaceAnnouncer,
  ) {}

  async create(actor: Actor, input: CreateWorkspaceRequest): Promise<Workspace> {
    const workspace = await this.found(actor.userId, input, false);
    return presentWorkspace({ workspace, role: 'owner', memberCount: 1 }, actor.role);
  }

  /** Makes the workspace that every new user becomes a member of (rulings 19). */
  foundDefault(ownerId: string, name: string): Promise<WorkspaceRow> {
    return this.found(ownerId, { name, description: '' }, true);
  }

  async list(actor: Actor, cursor: string | undefined, limit: number): Promise<Page<Workspace>> {
    const found = await this.workspaces.ofUser(actor.userId, keyOfCursor(cursor), limit + 1);
    return pageOf(
      found,
      limit,
      (entry) => entry.workspace.id,
      (entry) => presentWorkspace(entry, actor.role),
    );
  }

  /** @throws AppError not_found */
  async get(actor: Acting, id: string): Promise<Workspace> {
    const found = await this.workspaces.oneOfUser(actor.userId, id);
    if (!found) throw new AppError('not_found');
    return presentWorkspace(found, actor.role);
  }

  /** @throws AppError not_found, forbidden, validation_failed */
  async update(actor: Acting, id: string, input: UpdateWorkspaceRequest): Promise<Workspace> {
    return this.db.tx(async () => {
      const workspace = await this.lock.take(actor, 'workspace.update', id);
      const fields = Object.keys(input);
      if (fields.length > 0) {
        await this.replacePicture(actor, workspace, input.pictureFileId);
        await this.workspaces.update(id, { ...workspace, ...input });
        await this.audit.record({
          action: 'workspace.changed',
          actorId: actor.userId,
          subjectId: id,
          detail: { fields: fields.join(' ') },
        });
        await this.announcer.changed(id);
      }
      return this.get(actor, id);
    });
  }

  private async replacePicture(actor: Acting, before: WorkspaceRow, next: string | null | undefined): Promise<void> {
    if (next === undefined || next === before.pictureFileId) return;
    if (next) await this.files.requirePicture(actor.userId, next, 'workspace', 'pictureFileId');
    if (before.pictureFileId) await this.files.discardOne(before.pictureFileId);
  }

  /**
   * Makes a user a member; nothing changes for one who is. True when they were not.
   * @throws AppError not_found when the workspace has been deleted
   */
  async join(workspaceId: string, userId: string, role: WorkspaceRole): Promise<boolean> {
    return this.db.tx(async () => {
      if (await this.members.find(workspaceId, userId)) return false;
      if (!(await this.workspaces.hold(workspaceId))) throw new AppError('not_found');
      try {
        await this.members.insert({ workspaceId, userId, role, joinedAt: new Date() });
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
      await this.announcer.memberChanged(workspaceId, userId);
      return true;
    });
  }

  /** Where a user is a member, and as what. */
  membershipsOf(userId: string): Promise<{ workspaceId: string; role: WorkspaceRole }[]> {
    return this.members.of(userId);
  }

  /** Makes a new user a member of the default workspace (rulings 19). */
  async joinDefault(userId: string): Promise<void> {
    const workspace = await this.workspaces.default();
    if (workspace) await this.join(workspace.id, userId, 'member');
  }

  private found(ownerId: string, input: CreateWorkspaceRequest, isDefault: boolean): Promise<WorkspaceRow> {
    return this.db.tx(async () => {
      const now = new Date();
      const workspace: WorkspaceRow = {
        id: newId('workspace'),
        ...input,
        isDefault,
        createdBy: ownerId,
        createdAt: now,
        pictureFileId: null,
        deletedAt: null,
      };
      await this.workspaces.insert(workspace);
      await this.members.insert({ workspaceId: workspace.id, userId: ownerId, role: 'owner', joinedAt: now });
      await this.announcer.memberChanged(workspace.id, ownerId);
      return workspace;
    });
  }
}
