import { Injectable } from '@nestjs/common';
import { userId, type AccountAction } from '#contract';
import { AppError, canWithAccount } from '#domain';
import type { Acting } from '../auth/sessions.service.js';
import { accountFacts } from './accounts.presenter.js';
import type { User } from './user.entity.js';
import { UsersService } from './users.service.js';

/** Takes an account into somebody's hands: under its lock, and as the rule table allows (R58, R14). */
@Injectable()
export class AccountCare {
  constructor(private readonly users: UsersService) {}

  /**
   * The account, kept from other writers until the transaction in force ends, once it is certain that `actor` may do
   * all of this with it. Both are read anew: either may have another role than when the request came.
   * @throws AppError not_found, forbidden
   */
  async take(actor: Acting, id: string, actions: readonly AccountAction[]): Promise<User> {
    const user = userId.safeParse(id).success ? await this.users.lock(id) : null;
    if (!user || user.erasedAt) throw new AppError('not_found');
    const own = id === actor.userId ? user : await this.users.byId(actor.userId);
    if (!own?.active) throw new AppError('forbidden');
    const facts = accountFacts({ userId: own.id, role: own.role }, user);
    if (!actions.every((action) => canWithAccount(action, facts))) throw new AppError('forbidden');
    return user;
  }
}
