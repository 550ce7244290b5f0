import { Injectable } from '@nestjs/common';
import type { ResetPasswordRequest } from '#contract';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { UsersService } from '../../users/users.service.js';
import { OneTimeTokensService } from '../one-time-tokens/one-time-tokens.service.js';
import type { Client } from '../sessions.service.js';
import { Passwords } from './passwords.js';
import { ReplacePassword } from './replace-password.js';

/** Somebody chooses a password by a one-time link: it signs nobody in, and leaves a second factor as it is (R6). */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly db: Db,
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly tokens: OneTimeTokensService,
    private readonly replacePassword: ReplacePassword,
  ) {}

  /** @throws AppError reset_link_invalid, weak_password (the link can be used again then) */
  async run({ token, newPassword }: ResetPasswordRequest, { address }: Client): Promise<void> {
    if (!(await this.tokens.userOf('password_reset', token))) throw new AppError('reset_link_invalid');
    const passwordHash = await this.passwords.hash(newPassword, 'newPassword');
    await this.db.tx(async () => {
      const userId = await this.tokens.consume('password_reset', token);
      const user = userId && (await this.users.byId(userId));
      if (!user || !user.active) throw new AppError('reset_link_invalid');
      const replaced = await this.replacePassword.run({
        user,
        passwordHash,
        reason: 'password_reset',
        fact: { action: 'password.reset', actorId: user.id, address },
      });
      // The password was changed at the same instant, which makes links worthless.
      if (!replaced) throw new AppError('reset_link_invalid');
    });
  }
}
