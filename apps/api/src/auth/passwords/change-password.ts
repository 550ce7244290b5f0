import { Injectable } from '@nestjs/common';
import type { ChangePasswordRequest } from '#contract';
import { AppError } from '#domain';
import { UsersService } from '../../users/users.service.js';
import type { Actor, Client } from '../sessions.service.js';
import { OwnPassword } from './own-password.js';
import { Passwords } from './passwords.js';
import { ReplacePassword } from './replace-password.js';

/** Somebody who is signed in chooses another password (R6). */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly users: UsersService,
    private readonly ownPassword: OwnPassword,
    private readonly passwords: Passwords,
    private readonly replacePassword: ReplacePassword,
  ) {}

  /** @throws AppError invalid_credentials, rate_limited, weak_password */
  async run(actor: Actor, { currentPassword, newPassword }: ChangePasswordRequest, client: Client): Promise<void> {
    const user = await this.users.byId(actor.userId);
    if (!user) throw new AppError('unauthorized');
    await this.ownPassword.require(user.id, currentPassword, client, 'currentPassword');
    const passwordHash = await this.passwords.hash(newPassword, 'newPassword');
    const changed = await this.replacePassword.run({
      user,
      passwordHash,
      spare: actor.sessionId,
      reason: 'password_changed',
      fact: { action: 'password.changed', actorId: user.id, address: client.address },
    });
    // Somebody was quicker: what was given is no longer the current one.
    if (!changed) throw new AppError('invalid_credentials', 'Your password was changed at the same moment.');
  }
}
