import { Injectable } from '@nestjs/common';
import type { WorkspaceRole } from '#contract';
import { Db } from '#platform/db';
import { WorkspaceMember } from './workspace-member.entity.js';

const OWNERS = `
  SELECT membership.user_id AS userId
  FROM workspace_members membership JOIN users person ON person.id = membership.user_id
  WHERE membership.workspace_id = ? AND membership.role = 'owner' AND person.active = ?
  ORDER BY membership.joined_at, membership.user_id`;

/** The member takes part in a room of the workspace with the user `among`. */
const SHARES_A_ROOM = `EXISTS (
  SELECT 1 FROM participants theirs
  JOIN participants own ON own.room_id = theirs.room_id AND own.user_id = :among
  JOIN rooms room ON room.id = theirs.room_id AND room.deleted_at IS NULL
  WHERE theirs.user_id = membership.user_id AND room.workspace_id = membership.workspace_id)`;

/** A workspace that has no other owner whose account is in use. */
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
  WHERE NOT EXISTS (SELECT 1 FROM workspace_members other JOIN users person ON person.id = other.user_id
    WHERE other.workspace_id = workspace.id AND other.role = 'owner' AND other.user_id <> mine.user_id
      AND person.active = ?) AND workspace.deleted_at IS NULL
  ORDER BY workspace.id`;

/** Which members are asked for; those with the lowest ids come first. */
export interface MembersWanted {
  workspaceId: string;
  /** Part of the username or display name; empty: everybody. */
  text: string;
  /** A user: only those who take part in a room of this workspace with them, and they themselves. */
  among: string | null;
  after: string;
  limit: number;
}

@Injectable()
export class MembersRepository {
  constructor(private readonly db: Db) {}

  find(workspaceId: string, userId: string): Promise<WorkspaceMember | null> {
    return this.db.repository(WorkspaceMember).findOneBy({ workspaceId, userId });
  }

  count(workspaceId: string): Promise<number> {
    return this.db.repository(WorkspaceMember).countBy({ workspaceId });
  }

  page({ workspaceId, text, among, after, limit }: MembersWanted): Promise<WorkspaceMember[]> {
    const query = this.db
      .repository(WorkspaceMember)
      .createQueryBuilder('membership')
      .where('membership.workspaceId = :workspaceId AND membership.userId > :after', { workspaceId, after })
      .orderBy('membership.userId')
      .limit(limit);
    if (among !== null) query.andWhere(`(membership.user_id = :among OR ${SHARES_A_ROOM})`, { among });
    if (text) {
      const pattern = `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
      query
        .innerJoin('users', 'person', 'person.id = membership.userId')
        .andWhere(`(person.username LIKE :pattern ESCAPE '!' OR LOWER(person.displayName) LIKE :pattern ESCAPE '!')`, {
          pattern,
        });
    }
    return query.getMany();
  }

  /** Ids of the owners whose accounts are in use, the longest-standing first. */
  async owners(workspaceId: string): Promise<string[]> {
    const rows = await this.db.manager.query<{ userId: string }[]>(OWNERS, [workspaceId, 1]);
    return rows.map((row) => row.userId);
  }

  async userIds(workspaceId: string): Promise<string[]> {
    const rows = await this.db.repository(WorkspaceMember).find({ select: { userId: true }, where: { workspaceId } });
    return rows.map((row) => row.userId);
  }

  async insert(member: WorkspaceMember): Promise<void> {
    await this.db.repository(WorkspaceMember).insert(member);
  }

  async setRole(workspaceId: string, userId: string, role: WorkspaceRole): Promise<void> {
    await this.db.repository(WorkspaceMember).update({ workspaceId, userId }, { role });
  }

  async remove(workspaceId: string, userId: string): Promise<void> {
    await this.db.repository(WorkspaceMember).delete({ workspaceId, userId });
  }

  async removeAll(workspaceId: string): Promise<void> {
    await this.db.repository(WorkspaceMember).delete({ workspaceId });
  }

  /** Memberships of one person, in the order of the workspaces' ids, in which they are locked one after another. */
  of(userId: string): Promise<WorkspaceMember[]> {
    return this.db.repository(WorkspaceMember).find({ where: { userId }, order: { workspaceId: 'ASC' } });
  }

  /** Workspaces of which a user is the one owner. */
  async ownedAlone(userId: string): Promise<OwnedAlone[]> {
    const rows = await this.db.manager.query<(Omit<OwnedAlone, 'isDefault'> & { isDefault: number })[]>(OWNED_ALONE, [
      userId,
      1,
    ]);
    return rows.map((row) => ({ ...row, isDefault: Boolean(row.isDefault), others: Number(row.others) }));
  }

  /** Makes somebody an owner, whether they were a member or not. */
  async makeOwner(workspaceId: string, userId: string, joinedAt: Date): Promise<void> {
    if (await this.find(workspaceId, userId)) await this.setRole(workspaceId, userId, 'owner');
    else await this.insert({ workspaceId, userId, role: 'owner', joinedAt });
  }

  async removeFromAll(userId: string): Promise<void> {
    await this.db.repository(WorkspaceMember).delete({ userId });
  }
}
