import { Injectable } from '@nestjs/common';
import type { WorkspaceRole } from '#contract';
import { Db } from '#platform/db';
import { InviteRow } from './invite.entity.js';
import { WorkspaceMember } from './workspace-member.entity.js';
import { WorkspaceRow } from './workspace.entity.js';

/** A workspace as one of its members sees it. */
export interface WorkspaceOfMember {
  workspace: WorkspaceRow;
  role: WorkspaceRole;
  memberCount: number;
}

/** The member takes part in a room of the workspace with the user `among`. */
const SHARES_A_ROOM = `EXISTS (
  SELECT 1 FROM participants theirs
  JOIN participants own ON own.room_id = theirs.room_id AND own.user_id = :among
  JOIN rooms room ON room.id = theirs.room_id AND room.deleted_at IS NULL
  WHERE theirs.user_id = membership.user_id AND room.workspace_id = membership.workspace_id)`;
/** A workspace that has no other owner. */
export interface OwnedAlone {
  id: string;
  name: string;
  isDefault: boolean;
  /** Members beside the owner. */
  others: number;
}

const OWNED_ALONE = `
  SELECT workspace.id AS id, workspace.name AS name, workspace.is_default AS isDefault,
    (SELECT COUNT(*) FROM workspace_members counted WHERE counted.workspace_id = workspace.id) - 1 AS others
  FROM workspaces workspace
  JOIN workspace_members mine ON mine.workspace_id = workspace.id AND mine.user_id = ? AND mine.role = 'owner'
  WHERE NOT EXISTS (SELECT 1 FROM workspace_members other
    WHERE other.workspace_id = workspace.id AND other.role = 'owner' AND other.user_id <> mine.user_id)
  ORDER BY workspace.id`;

@Injectable()
export class WorkspacesRepository {
  constructor(private readonly db: Db) {}

  async insert(workspace: WorkspaceRow): Promise<void> {
    await this.db.repository(WorkspaceRow).insert(workspace);
  }

  byId(id: string): Promise<WorkspaceRow | null> {
    return this.db.repository(WorkspaceRow).findOneBy({ id });
  }

  default(): Promise<WorkspaceRow | null> {
    return this.db.repository(WorkspaceRow).findOneBy({ isDefault: true });
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

  memberCount(workspaceId: string): Promise<number> {
    return this.db.repository(WorkspaceMember).countBy({ workspaceId });
  }

  member(workspaceId: string, userId: string): Promise<WorkspaceMember | null> {
    return this.db.repository(WorkspaceMember).findOneBy({ workspaceId, userId });
  }

  /**
   * Members in the order of their user ids, from after the id `after`.
   * @param among a user: only those who take part in a room of this workspace with them, and they themselves
   */
  members(workspaceId: string, after: string, limit: number, among: string | null): Promise<WorkspaceMember[]> {
    const query = this.db
      .repository(WorkspaceMember)
      .createQueryBuilder('membership')
      .where('membership.workspaceId = :workspaceId AND membership.userId > :after', { workspaceId, after })
      .orderBy('membership.userId')
      .limit(limit);
    if (among !== null) query.andWhere(`(membership.user_id = :among OR ${SHARES_A_ROOM})`, { among });
    return query.getMany();
  }

  async insertMember(member: WorkspaceMember): Promise<void> {
    await this.db.repository(WorkspaceMember).insert(member);
  }

  membershipsOf(userId: string): Promise<WorkspaceMember[]> {
    return this.db.repository(WorkspaceMember).find({ where: { userId }, order: { workspaceId: 'ASC' } });
  }

  /** Workspaces of which a user is the one owner. */
  async ownedAlone(userId: string): Promise<OwnedAlone[]> {
    const rows = await this.db.manager.query<(Omit<OwnedAlone, 'isDefault'> & { isDefault: number })[]>(OWNED_ALONE, [
      userId,
    ]);
    return rows.map((row) => ({ ...row, isDefault: Boolean(row.isDefault), others: Number(row.others) }));
  }

  /** Makes somebody an owner, whether they were a member or not. */
  async makeOwner(workspaceId: string, userId: string, joinedAt: Date): Promise<void> {
    const members = this.db.repository(WorkspaceMember);
    if (await this.member(workspaceId, userId)) await members.update({ workspaceId, userId }, { role: 'owner' });
    else await members.insert({ workspaceId, userId, role: 'owner', joinedAt });
  }

  async removeMemberships(userId: string): Promise<void> {
    await this.db.repository(WorkspaceMember).delete({ userId });
  }

  async insertInvite(invite: InviteRow): Promise<void> {
    await this.db.repository(InviteRow).insert(invite);
  }

  inviteByHash(codeHash: string): Promise<InviteRow | null> {
    return this.db.repository(InviteRow).findOneBy({ codeHash });
  }

  /** Counts a use of an invitation; true while one was left. */
  async useInvite(id: string): Promise<boolean> {
    const { affected } = await this.db
      .repository(InviteRow)
      .createQueryBuilder()
      .update()
      .set({ uses: () => 'uses + 1' })
      .where('id = :id AND (max_uses IS NULL OR uses < max_uses) AND revoked_at IS NULL', { id })
      .execute();
    return affected === 1;
  }
}
