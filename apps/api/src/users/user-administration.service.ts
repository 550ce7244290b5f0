import { Injectable } from '@nestjs/common';
import type {
  Account,
  AssignableRooms,
  CreatedAccount,
  CreateUserRequest,
  PasswordLink,
  UpdateUserRequest,
} from '#contract';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { PasswordLinksService } from '../auth/passwords/password-links.service.js';
import { SessionsService, type Actor } from '../auth/sessions.service.js';
import { TwoFactorService } from '../auth/two-factor/two-factor.service.js';
import { AssignRooms } from '../chats/chats.service.js';
import { AuditService } from '../insight/audit.service.js';
import { AccountCare } from './account-care.js';
import { presentAccount, presentLink } from './accounts.presenter.js';
import { ChangeAccount } from './change-account.js';
import { requireConfirmed } from './confirmed.js';
import { CreateAccount } from './create-account.js';
import { EndAccount } from './end-account.js';
import { UsersService } from './users.service.js';

/** What admins and managers do with the accounts of others, each within the rule table of `libs/domain/src/accounts.ts` (R58). */
@Injectable()
export class UserAdministration {
  constructor(
    private readonly db: Db,
    private readonly users: UsersService,
    private readonly care: AccountCare,
    private readonly createAccount: CreateAccount,
    private readonly changeAccount: ChangeAccount,
    private readonly endAccount: EndAccount,
    private readonly links: PasswordLinksService,
    private readonly sessions: SessionsService,
    private readonly twoFactor: TwoFactorService,
    private readonly assignRooms: AssignRooms,
    private readonly audit: AuditService,
  ) {}

  async create(actor: Actor, input: CreateUserRequest): Promise<CreatedAccount> {
    const { user, passwordLink } = await this.createAccount.run(actor, input);
    return { ...presentAccount(user, actor), passwordLink };
  }

  async update(actor: Actor, id: string, change: UpdateUserRequest): Promise<Account> {
    await this.changeAccount.run(actor, id, change);
    const [user, self] = await Promise.all([this.users.byId(id), this.users.byId(actor.userId)]);
    if (!user || !self) throw new AppError('not_found');
    return presentAccount(user, { userId: self.id, role: self.role });
  }

  /** @throws AppError not_found, forbidden, last_admin, last_owner, reauth_required for one's own account */
  erase(actor: Actor, id: string): Promise<void> {
    return this.db.tx(async () => {
      const adminIds = await this.users.lockAdmins();
      const user = await this.care.take(actor, id, ['account.erase']);
      if (id === actor.userId) requireConfirmed(actor);
      await this.endAccount.erase(user, adminIds, actor.userId);
    });
  }

  /** Makes a link to choose a new password, and ends the sessions that the old one opened. */
  resetPassword(actor: Actor, id: string): Promise<PasswordLink> {
    return this.db.tx(async () => {
      await this.care.take(actor, id, ['account.resetPassword']);
      const link = await this.links.make(id);
      await this.sessions.endAllOf(id, 'password_reset');
      await this.audit.record({ action: 'password.reset_link_made', actorId: actor.userId, subjectId: id });
      return presentLink(link);
    });
  }

  /** Takes the second factor from somebody who has lost it. */
  resetTwoFactor(actor: Actor, id: string): Promise<void> {
    return this.db.tx(async () => {
      await this.care.take(actor, id, ['account.resetTwoFactor']);
      await this.twoFactor.reset(id, actor.userId);
    });
  }

  endSessions(actor: Actor, id: string): Promise<void> {
    return this.db.tx(async () => {
      await this.care.take(actor, id, ['account.endSessions']);
      await this.sessions.endAllOf(id, 'ended_by_admin');
    });
  }

  async rooms(actor: Actor, id: string, text: string): Promise<AssignableRooms> {
    await this.db.tx(() => this.care.take(actor, id, ['account.assignRooms']));
    return this.assignRooms.choices(actor, id, text);
  }

  /** Sets the rooms that somebody is put into; the answer is how it stands then. */
  async assign(actor: Actor, id: string, roomIds: readonly string[]): Promise<AssignableRooms> {
    await this.db.tx(async () => {
      await this.care.take(actor, id, ['account.assignRooms']);
      const { added, removed } = await this.assignRooms.run(actor, id, roomIds);
      await this.audit.record({
        action: 'user.rooms_assigned',
        actorId: actor.userId,
        subjectId: id,
        detail: { added: added.join(' '), removed: removed.join(' ') },
      });
    });
    const { items } = await this.assignRooms.choices(actor, id, '');
    return { items: items.filter(({ assigned }) => assigned) };
  }
}
