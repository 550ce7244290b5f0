import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { OneTimeTokensService } from '../auth/one-time-tokens/one-time-tokens.service.js';
import { AnnouncePerson } from '../chats/chats.service.js';
import type { User } from './user.entity.js';
import { UsersService } from './users.service.js';

/** What others see of a person. */
const VISIBLE: readonly (keyof User)[] = ['displayName', 'color', 'avatarFileId', 'role', 'active'];

/** Changes what stands in an account, and everything that hangs on it. */
@Injectable()
export class EditAccount {
  constructor(
    private readonly db: Db,
    private readonly users: UsersService,
    private readonly oneTimeTokens: OneTimeTokensService,
    private readonly announcePerson: AnnouncePerson,
  ) {}

  /**
   * In the transaction that holds the account.
   * @returns what is another than before
   * @throws AppError email_taken
   */
  async run(user: User, change: Partial<User>): Promise<Partial<User>> {
    const different = Object.fromEntries(
      Object.entries(change).filter(([name, value]) => value !== undefined && value !== user[name as keyof User]),
    ) as Partial<User>;
    await this.users.update(user.id, different);
    // Links that were mailed to the former address are in the wrong hands now.
    if (different.email !== undefined) await this.oneTimeTokens.revoke('password_reset', user.id);
    if (VISIBLE.some((name) => name in different)) await this.db.afterCommit(() => this.announcePerson.run(user.id));
    return different;
  }
}
