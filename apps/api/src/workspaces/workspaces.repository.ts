import { Injectable } from '@nestjs/common';
import type { WorkspaceRole } from '#contract';
import { Db } from '#platform/db';
import { IsNull } from 'typeorm';
import { WorkspaceMember } from './workspace-member.entity.js';
import { WorkspaceRow } from './workspace.entity.js';

/** A workspace as one of its members sees it. */
export interface WorkspaceOfMember {
  workspace: WorkspaceRow;
  role: WorkspaceRole;
  memberCount: number;
}

@Injectable()
export class WorkspacesRepository {
  constructor(private readonly db: Db) {}

  async insert(workspace: WorkspaceRow): Promise<void> {
    await this.db.repository(WorkspaceRow).insert(workspace);
  }

  byId(id: string): Promise<WorkspaceRow | null> {
    return this.db.repository(WorkspaceRow).findOneBy({ id, deletedAt: IsNull() });
  }

  /** The workspace, kept from other writers until the transaction ends: who owns it is decided one after another. */
  lock(id: string): Promise<WorkspaceRow | null> {
    return this.held(id, 'pessimistic_write');
  }

  /** The workspace, kept from being deleted until the transaction ends; those who only join don't wait for each other. */
  hold(id: string): Promise<WorkspaceRow | null> {
    return this.held(id, 'pessimistic_read');
  }

  private held(id: string, mode: 'pessimistic_write' | 'pessimistic_read'): Promise<WorkspaceRow | null> {
    return this.db.repository(WorkspaceRow).findOne({
      where: { id, deletedAt: IsNull() },
      ...(this.db.locksRows ? { lock: { mode } } : {}),
    });
  }

  default(): Promise<WorkspaceRow | null> {
    return this.db.repository(WorkspaceRow).findOneBy({ isDefault: true });
  }

  async update(id: string, change: Partial<WorkspaceRow>): Promise<void> {
    await this.db.repository(WorkspaceRow).update({ id }, change);
  }

  /** Workspaces of a user in the order of their ids, from after the id `after`. */
  async ofUser(userId: string, after: string, limit: number): Promise<WorkspaceOfMember[]> {
    return this.query(userId, 'workspace.id > :after', { after }, limit);
  }

  async oneOfUser(userId: string, id: string): Promise<WorkspaceOfMember | null> {
    const [found] = await this.query(userId, 'workspace.id = :id', { id }, 1);
    return found ?? null;
  }

  private async query(
    userId: string,
    condition: string,
    parameters: object,
    limit: number,
  ): Promise<WorkspaceOfMember[]> {
    const { entities, raw } = await this.db
      .repository(WorkspaceRow)
      .createQueryBuilder('workspace')
      .innerJoin(
        WorkspaceMember,
        'membership',
        'membership.workspaceId = workspace.id AND membership.userId = :userId',
        { userId },
      )
      .addSelect('membership.role', 'role')
      .addSelect(
        '(SELECT COUNT(*) FROM workspace_members counted WHERE counted.workspace_id = workspace.id)',
        'memberCount',
      )
      .where(condition, parameters)
      .orderBy('workspace.id')
      .limit(limit)
      .getRawAndEntities<{ role: WorkspaceRole; memberCount: number | string }>();
    return entities.map((workspace, index) => ({
      workspace,
      role: raw[index]!.role,
      memberCount: Number(raw[index]!.memberCount),
    }));
  }
}
