import { Injectable } from '@nestjs/common';
import type { ReauthRequest } from '#contract';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { AuditService } from '../insight/audit.service.js';
import { UsersService } from '../users/users.service.js';
import type { Actor, Client } from './actor.js';
import { BUCKETS } from './attempts/attempts.service.js';
import { OwnPassword } from './passwords/own-password.js';
import { SessionsService } from './sessions.service.js';
import { TwoFactorService } from './two-factor/two-factor.service.js';

/** Step-up: somebody who is signed in shows again who they are, and may do dangerous things for ten minutes (rulings 16). */
@Injectable()
export class Reauth {
  constructor(
    private readonly db: Db,
    private readonly users: UsersService,
    private readonly ownPassword: OwnPassword,
    private readonly twoFactor: TwoFactorService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Takes the password, or with the second factor on a code; whatever is given has to be right.
   * @throws AppError invalid_credentials, code_invalid, rate_limited
   */
  async run({ userId, sessionId }: Actor, { password, code }: ReauthRequest, client: Client): Promise<void> {
    const user = await this.users.byId(userId);
    if (!user) throw new AppError('unauthorized');
    const enrolled = user.totpEnabledAt !== null;
    // Said before the password is looked at: alone it would only be something to guess at.
    if (enrolled && code === undefined)
      throw new AppError('code_invalid', 'A code of your authenticator app is needed.');
    if (!enrolled && code !== undefined)
      throw new AppError('code_invalid', 'Two-factor sign-in is off: give the password.');
    if (password !== undefined) await this.ownPassword.require(userId, password, client);
    const confirm = async (): Promise<void> => {
      await this.sessions.confirm(sessionId);
      await this.audit.record({
        action: 'reauth.done',
        actorId: userId,
        subjectId: sessionId,
        address: client.address,
      });
    };
    if (code === undefined) await this.db.tx(confirm);
    else await this.twoFactor.prove(userId, code, [BUCKETS.ownCode(userId)], client, confirm);
  }
}
