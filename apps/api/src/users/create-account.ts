import { Injectable } from '@nestjs/common';
import type { CreateUserRequest, PasswordLink } from '#contract';
import { AppError, grantableRoles } from '#domain';
import { Db } from '#platform/db';
import { AccountsService } from '../auth/accounts.service.js';
import { PasswordLinksService } from '../auth/passwords/password-links.service.js';
import type { Actor } from '../auth/sessions.service.js';
import { AuditService } from '../insight/audit.service.js';
import { presentLink } from './accounts.presenter.js';
import type { User } from './user.entity.js';

/** Makes an account for somebody else (R58). */
@Injectable()
export class CreateAccount {
  constructor(
    private readonly db: Db,
    private readonly accounts: AccountsService,
    private readonly links: PasswordLinksService,
    private readonly audit: AuditService,
  ) {}

  /**
   * @returns the account and, where no password was given, the link to choose one
   * @throws AppError forbidden for a role that the actor can't give, username_taken, email_taken, weak_password
   */
  async run(
    actor: Actor,
    { password, role, ...account }: CreateUserRequest,
  ): Promise<{ user: User; passwordLink: PasswordLink | null }> {
    if (!grantableRoles(actor.role).includes(role))
      throw new AppError('forbidden', `You may not make an account with the role “${role}”.`);
    const passwordHash = await this.accounts.passwordHash(password);
    return this.db.tx(async () => {
      const user = await this.accounts.admit({ ...account, role, passwordHash });
      await this.audit.record({
        action: 'user.created',
        actorId: actor.userId,
        subjectId: user.id,
        detail: { role },
      });
      return { user, passwordLink: password === undefined ? presentLink(await this.links.make(user.id)) : null };
    });
  }
}
