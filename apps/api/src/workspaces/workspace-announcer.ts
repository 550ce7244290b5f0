import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { MembersRepository } from './members.repository.js';

/** Tells the open pages of members what changed, after the commit and never without it. */
@Injectable()
export class WorkspaceAnnouncer {
  constructor(
    private readonly db: Db,
    private readonly live: Live,
    private readonly members: MembersRepository,
  ) {}

  /** Name, description or picture are others than before. */
  async changed(workspaceId: string): Promise<void> {
    await this.db.afterCommit(async () =>
      this.live.toUsers(await this.members.userIds(workspaceId), 'workspace:updated', { workspaceId }),
    );
  }

  /** Somebody came, or has another role; owners see it too, because they look after the members. */
  async memberChanged(workspaceId: string, userId: string): Promise<void> {
    await this.db.afterCommit(async () => {
      const told = new Set([userId, ...(await this.members.owners(workspaceId))]);
      this.live.toUsers([...told], 'workspace:updated', { workspaceId });
    });
  }

  /** Somebody is no member any more. */
  async memberLeft(workspaceId: string, userId: string): Promise<void> {
    await this.db.afterCommit(async () => {
      this.live.toUsers([userId], 'workspace:left', { workspaceId });
      this.live.toUsers(await this.members.owners(workspaceId), 'workspace:updated', { workspaceId });
    });
  }

  /** @param userIds its members before it was deleted */
  async deleted(workspaceId: string, userIds: readonly string[]): Promise<void> {
    await this.db.afterCommit(() => this.live.toUsers(userIds, 'workspace:left', { workspaceId }));
  }

  /** The invitations that name somebody are others than before. */
  async invited(userId: string): Promise<void> {
    await this.db.afterCommit(() => this.live.toUsers([userId], 'invites:changed', {}));
  }
}
