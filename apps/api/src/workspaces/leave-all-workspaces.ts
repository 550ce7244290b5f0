import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { MembersRepository } from './members.repository.js';
import { WorkspaceAnnouncer } from './workspace-announcer.js';

/**
 * Takes somebody who is going for good out of every workspace. The default one belongs to the server, so an admin of
 * the server owns it next; any other that only they own and others use has to be handed over first (R18).
 */
@Injectable()
export class LeaveAllWorkspaces {
  constructor(
    private readonly db: Db,
    private readonly members: MembersRepository,
    private readonly announcer: WorkspaceAnnouncer,
  ) {}

  /**
   * @param heirId an admin of the server who stays
   * @throws AppError last_owner, naming the workspaces
   */
  run(userId: string, heirId: string | null): Promise<void> {
    return this.db.tx(async () => {
      const owned = await this.members.ownedAlone(userId);
      const shared = owned.filter(({ isDefault, others }) => others > 0 && !(isDefault && heirId !== null));
      if (shared.length > 0) {
        const names = shared.map(({ name }) => `“${name}”`).join(', ');
        throw new AppError('last_owner', `Others use ${names}: hand it over to somebody first.`);
      }
      const left = await this.members.of(userId);
      const common = owned.find(({ isDefault }) => isDefault);
      if (common && heirId !== null) await this.members.makeOwner(common.id, heirId, new Date());
      await this.members.removeFromAll(userId);
      for (const { workspaceId } of left) await this.announcer.changed(workspaceId);
    });
  }
}
