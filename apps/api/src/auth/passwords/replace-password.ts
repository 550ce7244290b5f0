import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { AuditService, type AuditFact } from '../../insight/audit.service.js';
import { UsersService, type User } from '../../users/users.service.js';
import { OneTimeTokensService } from '../one-time-tokens/one-time-tokens.service.js';
import { SessionsService } from '../sessions.service.js';

interface Replacement {
  user: Pick<User, 'id' | 'passwordHash'>;
  /** Of the new password. */
  passwordHash: string;
  /** A session that goes on. */
  spare?: string;
  /** What the sessions that end are told. */
  reason: string;
  fact: AuditFact;
}

/** Puts a password in the place of another, with all that has to end with the old one. API tokens stay (R8). */
@Injectable()
export class ReplacePassword {
  constructor(
    private readonly db: Db,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly tokens: OneTimeTokensService,
    private readonly audit: AuditService,
  ) {}

  /** False, and nothing happens, when the user's password is no longer the one that the caller has seen. */
  run({ user, passwordHash, spare, reason, fact }: Replacement): Promise<boolean> {
    return this.db.tx(async () => {
      if (!(await this.users.replacePassword(user, passwordHash))) return false;
      await this.tokens.revoke('password_reset', user.id);
      await this.tokens.revoke('two_factor_challenge', user.id);
      await this.sessions.endAllOf(user.id, reason, spare);
      await this.audit.record(fact);
      return true;
    });
  }
}
