import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { AuditService } from '../../insight/audit.service.js';
import { UsersService } from '../../users/users.service.js';
import type { Client } from '../actor.js';
import { AttemptsService, BUCKETS } from '../attempts/attempts.service.js';
import { Passwords } from './passwords.js';

/** The password of somebody who is signed in, shown again. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly attempts: AttemptsService,
    private readonly audit: AuditService,
  ) {}

  /**
   * @param path the field that the password came in
   * @throws AppError invalid_credentials, rate_limited
   */
  require(userId: string, password: string, client: Client, path = 'password'): Promise<void> {
    return this.attempts.guard([BUCKETS.ownPassword(userId)], { ...client, subjectId: userId }, async () => {
      const user = await this.users.byId(userId);
      if (await this.passwords.matches(password, user?.passwordHash ?? null)) return;
      await this.audit.record({ action: 'reauth.failed', subjectId: userId, address: client.address });
      throw new AppError('invalid_credentials', 'This is not your password.', {
        errors: [{ path, message: 'This is not your password.' }],
      });
    });
  }
}
