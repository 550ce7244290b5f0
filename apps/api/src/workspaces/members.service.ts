import { Injectable } from '@nestjs/common';
import type { Member, MembersQuery, Workspace, WorkspaceRole } from '#contract';
import { AppError, canOnServer, keyOfCursor, pageOf, type Page } from '#domain';
import { Db } from '#platform/db';
import type { Acting } from '../auth/sessions.service.js';
import { AuditService } from '../insight/audit.service.js';
import { UsersService, type User } from '../users/users.service.js';
import { MembersRepository } from './members.repository.js';
import type { WorkspaceMember } from './workspace-member.entity.js';
import { WorkspaceAnnouncer } from './workspace-announcer.js';
import { WorkspaceLock } from './workspace-lock.js';
import { WorkspaceTenants } from './workspace-tenants.service.js';
import { presentMember } from './workspaces.presenter.js';
import { WorkspacesService } from './workspaces.service.js';

/** Those who are in a workspace, and as what (R15, R18). */
@Injectable()
export class MembersService {
  constructor(
    private readonly db: Db,
    private readonly members: MembersRepository,
    private readonly workspaces: WorkspacesService,
    private readonly users: UsersService,
    private readonly lock: WorkspaceLock,
    private readonly tenants: WorkspaceTenants,
    private readonly audit: AuditService,
    private readonly announcer: WorkspaceAnnouncer,
  ) {}

  /** Who is in a workspace; those to whom looking people up is closed see the people of their own rooms (R13). */
  async list(actor: Acting, workspaceId: string, { q = '', cursor, limit }: MembersQuery): Promise<Page<Member>> {
    const among = canOnServer('user.lookup', { serverRole: actor.role }) ? null : actor.userId;
    const after = keyOfCursor(cursor);
    const rows = await this.members.page({ workspaceId, text: q, among, after, limit: limit + 1 });
    const people = await this.users.views(rows.map((row) => row.userId));
    return pageOf(
      rows,
      limit,
      (row) => row.userId,
      (row) => presentMember(row, people.get(row.userId)!),
    );
  }

  /** @throws AppError not_found, forbidden, last_owner, validation_failed for an owner who can't be one */
  async setRole(actor: Acting, workspaceId: string, userId: string, role: WorkspaceRole): Promise<Member> {
    return this.db.tx(async () => {
      await this.lock.take(actor, 'workspace.manageMembers', workspaceId);
      const { member, user } = await this.member(workspaceId, userId);
      if (member.role !== role) {
        if (role === 'owner') requireFit(user, 'role');
        if (member.role === 'owner') await this.lock.requireOtherOwner(workspaceId, userId);
        await this.change(actor, member, role);
      }
      return presentMember({ ...member, role }, (await this.users.views([userId])).get(userId)!);
    });
  }

  /**
   * Makes another member the owner in the caller's place, who stays as a member (R18).
   * @throws AppError not_found, forbidden, validation_failed for somebody who can't own it
   */
  async handOver(actor: Acting, workspaceId: string, userId: string): Promise<Workspace> {
    return this.db.tx(async () => {
      await this.lock.take(actor, 'workspace.manageMembers', workspaceId);
      const [from, to] = [await this.member(workspaceId, actor.userId), await this.find(workspaceId, userId)];
      if (!to || userId === actor.userId) throw unfit('userId', 'Name another member of this workspace.');
      requireFit(to.user, 'userId');
      if (to.member.role !== 'owner') await this.change(actor, to.member, 'owner');
      await this.change(actor, from.member, 'member');
      await this.audit.record({
        action: 'workspace.handed_over',
        actorId: actor.userId,
        subjectId: workspaceId,
        detail: { userId },
      });
      return this.workspaces.get(actor, workspaceId);
    });
  }

  private async change(actor: Acting, { workspaceId, userId, role: from }: WorkspaceMember, to: WorkspaceRole) {
    await this.members.setRole(workspaceId, userId, to);
    await this.audit.record({
      action: 'member.role_changed',
      actorId: actor.userId,
      subjectId: userId,
      detail: { workspaceId, from, to },
    });
    await this.tenants.roleChanged(workspaceId, userId);
    await this.announcer.memberChanged(workspaceId, userId);
  }

  private async find(workspaceId: string, userId: string): Promise<{ member: WorkspaceMember; user: User } | null> {
    const member = await this.members.find(workspaceId, userId);
    const user = member && (await this.users.byId(userId));
    return user && { member, user };
  }

  private async member(workspaceId: string, userId: string): Promise<{ member: WorkspaceMember; user: User }> {
    const found = await this.find(workspaceId, userId);
    if (!found) throw new AppError('not_found');
    return found;
  }
}

const unfit = (path: string, message: string): AppError =>
  new AppError('validation_failed', undefined, { errors: [{ path, message }] });

/** An owner has to be able to look after the workspace. */
function requireFit({ active, role }: User, path: string): void {
  if (!active) throw unfit(path, 'This account is deactivated.');
  if (role === 'kid') throw unfit(path, 'Kid accounts can’t own a workspace.');
}
