import { Injectable } from '@nestjs/common';
import type { ServerRole, User as UserView } from '#contract';
import { AppError } from '#domain';
import { Db, isDuplicate } from '#platform/db';
import { newId } from '#platform/ids';
import { BLANK_PROFILE } from './blank-profile.js';
import { User } from './user.entity.js';
import { presentUser } from './users.presenter.js';
import { UsersRepository } from './users.repository.js';

export type { User } from './user.entity.js';
export { presentUser } from './users.presenter.js';

/** The name of everybody who asked to be forgotten (R11). */
export const DELETED_USER = 'Deleted user';

export interface NewUser {
  username: string;
  email: string;
  displayName?: string | undefined;
  passwordHash: string;
  role: ServerRole;
}

const HUES = 8;

@Injectable()
export class UsersService {
  constructor(
    private readonly db: Db,
    private readonly users: UsersRepository,
  ) {}

  /**
   * Makes an account.
   * @throws AppError username_taken, email_taken
   */
  create(input: NewUser): Promise<User> {
    return this.db.tx(async () => {
      if (await this.users.byUsername(input.username)) throw new AppError('username_taken');
      if (await this.users.byEmail(input.email)) throw new AppError('email_taken');
      const id = newId('user');
      const user: User = {
        id,
        username: input.username,
        email: input.email,
        displayName: input.displayName ?? input.username,
        passwordHash: input.passwordHash,
        role: input.role,
        color: id.charCodeAt(id.length - 1) % HUES,
        active: true,
        createdAt: new Date(),
        ...BLANK_PROFILE,
        erasedAt: null,
      };
      try {
        await this.users.insert(user);
      } catch (error) {
        // Somebody was quicker between the look and the insert.
        if (!isDuplicate(error)) throw error;
        throw new AppError(isDuplicate(error, 'users_email') ? 'email_taken' : 'username_taken');
      }
      return user;
    });
  }

  byId(id: string): Promise<User | null> {
    return this.users.byId(id);
  }

  /** The account, kept from other writers until the transaction in force ends. */
  lock(id: string): Promise<User | null> {
    return this.users.lock(id);
  }

  /** Ids of the admins who can sign in, the longest-standing first; nobody else changes them until the transaction ends. */
  lockAdmins(): Promise<string[]> {
    return this.users.lockAdmins();
  }

  /** @throws AppError email_taken */
  update(id: string, change: Partial<User>): Promise<void> {
    return this.db.tx(async () => {
      if (Object.keys(change).length === 0) return;
      const { email } = change;
      const holder = email === undefined ? null : await this.users.byEmail(email);
      if (holder && holder.id !== id) throw new AppError('email_taken');
      try {
        await this.users.update(id, change);
      } catch (error) {
        if (!isDuplicate(error, 'users_email')) throw error;
        throw new AppError('email_taken');
      }
    });
  }

  /** The account of this username or e-mail address; the two never collide (rulings 11). */
  byLogin(login: string): Promise<User | null> {
    const name = login.toLowerCase();
    return name.includes('@') ? this.users.byEmail(name) : this.users.byUsername(name);
  }

  byUsername(username: string): Promise<User | null> {
    return this.users.byUsername(username);
  }

  /** People as everybody may see them, by id. */
  async views(ids: readonly string[]): Promise<Map<string, UserView>> {
    const users = await this.users.byIds([...new Set(ids)]);
    return new Map(users.map((user) => [user.id, presentUser(user)]));
  }

  /** True before set-up (R1). */
  nobodyYet(): Promise<boolean> {
    return this.users.isEmpty();
  }

  /** Puts the hash of a new password in the place of the one that `user` has; false when it has another by now. */
  replacePassword(user: Pick<User, 'id' | 'passwordHash'>, passwordHash: string): Promise<boolean> {
    return this.db.tx(() => this.users.replacePassword(user, passwordHash));
  }

  async seen(id: string): Promise<void> {
    await this.db.tx(() => this.users.touch(id, new Date()));
  }
}
