import { Injectable } from '@nestjs/common';
import type { ServerRole, User as UserView } from '#contract';
import { AppError } from '#domain';
import { Db, isDuplicate } from '#platform/db';
import { newId } from '#platform/ids';
import { User } from './user.entity.js';
import { presentUser } from './users.presenter.js';
import { UsersRepository } from './users.repository.js';

export type { User } from './user.entity.js';
export { presentUser } from './users.presenter.js';

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
        lastSeenAt: null,
        language: null,
        timeZone: null,
        idleLogoutMinutes: null,
        avatarFileId: null,
        totpSecret: null,
        totpEnabledAt: null,
        totpLastStep: null,
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
