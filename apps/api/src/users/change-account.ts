import { Injectable } from '@nestjs/common';
import type { AccountAction, UpdateUserRequest } from '#contract';
import { AppError, grantableRoles } from '#domain';
import { Db } from '#platform/db';
import type { Actor } from '../auth/sessions.service.js';
import { ApplyServerRole } from '../chats/chats.service.js';
import { AuditService } from '../insight/audit.service.js';
import { AccountCare } from './account-care.js';
import { requireConfirmed } from './confirmed.js';
import { EditAccount } from './edit-account.js';
import { EndAccount, requireOtherAdmin } from './end-account.js';
import type { User } from './user.entity.js';
import { UsersService } from './users.service.js';

/** Somebody who looks after accounts changes one; what it takes away is gone at once, everywhere (R24, R58). */
@Injectable()
export class ChangeAccount {
  constructor(
    private readonly db: Db,
    private readonly users: UsersService,
    private readonly care: AccountCare,
    private readonly editAccount: EditAccount,
    private readonly endAccount: EndAccount,
    private readonly applyServerRole: ApplyServerRole,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError not_found, forbidden, email_taken, last_admin, reauth_required (for one's own e-mail address) */
  run(actor: Actor, id: string, { role, active, ...profile }: UpdateUserRequest): Promise<void> {
    return this.db.tx(async () => {
      // The admins first, always: two who demote each other come one after the other (R14).
      const adminIds = role !== undefined || active !== undefined ? await this.users.lockAdmins() : [];
      const user = await this.care.take(actor, id, actionsOf({ role, active, ...profile }));
      if (profile.email !== undefined && profile.email !== user.email && id === actor.userId) requireConfirmed(actor);
      const edited = Object.keys(await this.editAccount.run(user, profile));
      if (edited.length > 0) await this.note('user.changed', actor, id, { fields: edited.join(' ') });
      if (role !== undefined && role !== user.role) await this.changeRole(actor, user, role, adminIds);
      if (active === false && user.active) await this.endAccount.deactivate(user, adminIds, actor.userId);
      if (active === true && !user.active) {
        await this.editAccount.run(user, { active });
        await this.note('user.activated', actor, id);
      }
    });
  }

  private async changeRole(actor: Actor, user: User, role: User['role'], adminIds: readonly string[]): Promise<void> {
    if (!grantableRoles(actor.role).includes(role)) throw new AppError('forbidden');
    if (role !== 'admin') requireOtherAdmin(user, adminIds);
    await this.editAccount.run(user, { role });
    await this.note('user.role_changed', actor, user.id, { from: user.role, to: role });
    await this.applyServerRole.run(user.id, user.role, role);
  }

  private note(
    action: 'user.changed' | 'user.role_changed' | 'user.activated',
    actor: Actor,
    subjectId: string,
    detail: Record<string, string> = {},
  ): Promise<void> {
    return this.audit.record({ action, actorId: actor.userId, subjectId, detail });
  }
}

function actionsOf({ displayName, email, role, active }: UpdateUserRequest): AccountAction[] {
  return [
    ...(displayName !== undefined || email !== undefined ? (['account.edit'] as const) : []),
    ...(role !== undefined ? (['account.changeRole'] as const) : []),
    ...(active !== undefined ? (['account.deactivate'] as const) : []),
  ];
}
