import { Injectable } from '@nestjs/common';
import type { Me, UpdateProfileRequest } from '#contract';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { MeService } from '../auth/me.service.js';
import type { Actor } from '../auth/sessions.service.js';
import { FilesService } from '../files/files.service.js';
import { AuditService } from '../insight/audit.service.js';
import { requireConfirmed } from './confirmed.js';
import { EditAccount } from './edit-account.js';
import { EndAccount } from './end-account.js';
import type { User } from './user.entity.js';
import { UsersService } from './users.service.js';

/** One's own account (R11). */
@Injectable()
export class ProfileService {
  constructor(
    private readonly db: Db,
    private readonly users: UsersService,
    private readonly mine: MeService,
    private readonly editAccount: EditAccount,
    private readonly endAccount: EndAccount,
    private readonly files: FilesService,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError reauth_required (another e-mail address), email_taken, validation_failed (picture) */
  async update(actor: Actor, change: UpdateProfileRequest): Promise<Me> {
    await this.db.tx(async () => {
      const user = await this.own(actor);
      if (change.email !== undefined && change.email !== user.email) requireConfirmed(actor);
      if (change.avatarFileId && change.avatarFileId !== user.avatarFileId)
        await this.files.requirePicture(actor.userId, change.avatarFileId, 'avatar', 'avatarFileId');
      const changed = await this.editAccount.run(user, change);
      if ('avatarFileId' in changed && user.avatarFileId !== null) await this.files.discardOne(user.avatarFileId);
      const fields = Object.keys(changed).join(' ');
      if (fields)
        await this.audit.record({ action: 'user.changed', actorId: user.id, subjectId: user.id, detail: { fields } });
    });
    return this.mine.view(actor.userId);
  }

  /** @throws AppError last_admin */
  deactivate(actor: Actor): Promise<void> {
    return this.db.tx(async () => {
      const adminIds = await this.users.lockAdmins();
      await this.endAccount.deactivate(await this.own(actor), adminIds, actor.userId);
    });
  }

  /** @throws AppError reauth_required, last_admin, last_owner */
  erase(actor: Actor): Promise<void> {
    requireConfirmed(actor);
    return this.db.tx(async () => {
      const adminIds = await this.users.lockAdmins();
      await this.endAccount.erase(await this.own(actor), adminIds, actor.userId);
    });
  }

  private async own({ userId }: Actor): Promise<User> {
    const user = await this.users.lock(userId);
    if (!user?.active) throw new AppError('unauthorized');
    return user;
  }
}
