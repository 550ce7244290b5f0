import { Injectable } from '@nestjs/common';
import type { ChangePasswordRequest } from '#contract';
import { AppError } from '#domain';
import { UsersService } from '../../users/users.service.js';
import type { Actor, Client } from '../sessions.service.js';
import { Passwords } from './passwords.js';
import { ReplacePassword } from './replace-password.js';

/** Somebody who is signed in chooses another password (R6). */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly replacePassword: ReplacePassword,
  ) {}

  /** @throws AppError invalid_credentials, weak_password */
  async run(actor: Actor, { currentPassword, newPassword }: ChangePasswordRequest, client: Client): Promise<void> {
    const user = await this.users.byId(actor.userId);
    if (!user || !(await this.passwords.matches(currentPassword, user.passwordHash))) throw wrong();
    const passwordHash = await this.passwords.hash(newPassword, 'newPassword');
    const changed = await this.replacePassword.run({
      user,
      passwordHash,
      spare: actor.sessionId,
      reason: 'password_changed',
      fact: { action: 'password.changed', actorId: user.id, address: client.address },
    });
    // Somebody was quicker: what was given is no longer the current one.
    if (!changed) throw wrong();
  }
}

const wrong = (): AppError =>
  new AppError('invalid_credentials', 'The current password is wrong.', {
    errors: [{ path: 'currentPassword', message: 'This is not your password.' }],
  });
