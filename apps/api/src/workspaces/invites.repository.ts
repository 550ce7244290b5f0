import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { IsNull, MoreThanOrEqual, Not, type FindOptionsWhere, type SelectQueryBuilder } from 'typeorm';
import { InviteRow } from './invite.entity.js';
import { WorkspaceMember } from './workspace-member.entity.js';
import { WorkspaceRow } from './workspace.entity.js';

/** An invitation, seen by the one whom it names. */
export interface InviteOfUser {
  invite: InviteRow;
  workspaceName: string;
}

const MAX_OF_USER = 100;

@Injectable()
export class InvitesRepository {
  constructor(private readonly db: Db) {}

  async insert(invite: InviteRow): Promise<void> {
    await this.db.repository(InviteRow).insert(invite);
  }

  byId(id: string): Promise<InviteRow | null> {
    return this.db.repository(InviteRow).findOneBy({ id });
  }

  byHash(codeHash: string): Promise<InviteRow | null> {
    return this.db.repository(InviteRow).findOneBy({ codeHash });
  }

  /** The invitation as it is now, kept from other writers until the transaction ends: its uses are counted one by one. */
  lock(id: string): Promise<InviteRow | null> {
    return this.db.repository(InviteRow).findOne({
      where: { id },
      ...(this.db.locksRows ? { lock: { mode: 'pessimistic_write' as const } } : {}),
    });
  }

  /** Invitations of a workspace that can be used, the newest first, from before the id `before`. */
  open(workspaceId: string, createdBy: string | null, before: string, limit: number): Promise<InviteRow[]> {
    const query = this.usable().andWhere('invite.workspaceId = :workspaceId', { workspaceId });
    if (createdBy) query.andWhere('invite.createdBy = :createdBy', { createdBy });
    if (before) query.andWhere('invite.id < :before', { before });
    return query.orderBy('invite.id', 'DESC').limit(limit).getMany();
  }

  /** Invitations that name a user and can be used, of workspaces that they are no member of, the newest first. */
  async ofUser(userId: string): Promise<InviteOfUser[]> {
    const { entities, raw } = await this.usable()
      .innerJoin(WorkspaceRow, 'workspace', 'workspace.id = invite.workspaceId AND workspace.deletedAt IS NULL')
      .leftJoin(WorkspaceMember, 'own', 'own.workspaceId = invite.workspaceId AND own.userId = invite.forUserId')
      .addSelect('workspace.name', 'workspaceName')
      .andWhere('invite.forUserId = :userId AND own.userId IS NULL', { userId })
      .orderBy('invite.id', 'DESC')
      .limit(MAX_OF_USER)
      .getRawAndEntities<{ workspaceName: string }>();
    return entities.map((invite, index) => ({ invite, workspaceName: raw[index]!.workspaceName }));
  }

  private usable(): SelectQueryBuilder<InviteRow> {
    return this.db
      .repository(InviteRow)
      .createQueryBuilder('invite')
      .where('invite.revokedAt IS NULL AND invite.expiresAt > :now', { now: new Date() })
      .andWhere('(invite.maxUses IS NULL OR invite.uses < invite.maxUses)');
  }

  /** Invitations by e-mail that somebody has made since. */
  countByMail(createdBy: string, since: Date): Promise<number> {
    return this.db
      .repository(InviteRow)
      .countBy({ createdBy, forEmail: Not(IsNull()), createdAt: MoreThanOrEqual(since) });
  }

  async countUse(id: string): Promise<void> {
    await this.db.repository(InviteRow).increment({ id }, 'uses', 1);
  }

  /** Ends one, or all that `which` describes; those that are over already stay as they are. */
  async revoke(which: FindOptionsWhere<InviteRow>, now: Date): Promise<void> {
    await this.db.repository(InviteRow).update({ ...which, revokedAt: IsNull() }, { revokedAt: now });
  }

  async removeAll(workspaceId: string): Promise<void> {
    await this.db.repository(InviteRow).delete({ workspaceId });
  }
}
