import { Injectable } from '@nestjs/common';
import type { CreateWorkspaceRequest, Member, Workspace, WorkspaceRole } from '#contract';
import { AppError, canOnServer, keyOfCursor, pageOf, type Page } from '#domain';
import { Db, isDuplicate } from '#platform/db';
import { newId } from '#platform/ids';
import type { Acting, Actor } from '../auth/sessions.service.js';
import { UsersService } from '../users/users.service.js';
import type { WorkspaceRow } from './workspace.entity.js';
import { presentWorkspace } from './workspaces.presenter.js';
import { WorkspacesRepository } from './workspaces.repository.js';

export { LeaveAllWorkspaces } from './leave-all-workspaces.js';

@Injectable()
export class WorkspacesService {
  constructor(
    private readonly db: Db,
    private readonly workspaces: WorkspacesRepository,
    private readonly users: UsersService,
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

  /** Who is in a workspace; those to whom looking people up is closed see the people of their own rooms (R13). */
  async members(actor: Acting, id: string, cursor: string | undefined, limit: number): Promise<Page<Member>> {
    const among = canOnServer('user.lookup', { serverRole: actor.role }) ? null : actor.userId;
    const rows = await this.workspaces.members(id, keyOfCursor(cursor), limit + 1, among);
    const people = await this.users.views(rows.map((row) => row.userId));
    const known = rows.filter((row) => people.has(row.userId));
    return pageOf(
      known,
      limit,
      (row) => row.userId,
      (row) => ({
        user: people.get(row.userId)!,
        role: row.role,
        joinedAt: row.joinedAt.toISOString(),
      }),
    );
  }

  /** Makes a user a member; nothing changes for one who is. True when they were not. */
  async join(workspaceId: string, userId: string, role: WorkspaceRole): Promise<boolean> {
    return this.db.tx(async () => {
      if (await this.workspaces.member(workspaceId, userId)) return false;
      try {
        await this.workspaces.insertMember({ workspaceId, userId, role, joinedAt: new Date() });
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
      return true;
    });
  }

  /** Where a user is a member, and as what. */
  membershipsOf(userId: string): Promise<{ workspaceId: string; role: WorkspaceRole }[]> {
    return this.workspaces.membershipsOf(userId);
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
      await this.workspaces.insertMember({ workspaceId: workspace.id, userId: ownerId, role: 'owner', joinedAt: now });
      return workspace;
    });
  }
}
