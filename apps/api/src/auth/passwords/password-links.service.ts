import { Injectable } from '@nestjs/common';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { OneTimeTokensService } from '../one-time-tokens/one-time-tokens.service.js';

/** A link that somebody hands over in person may take a weekend to be opened. */
const LIFE_MS = 72 * 60 * 60_000;

/** One-time links with which a person chooses a password (R6). */
@Injectable()
export class PasswordLinksService {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly tokens: OneTimeTokensService,
  ) {}

  /**
   * Makes a link for this user; those made before are worthless from now on. Who asked for it is for the caller to
   * write into the audit log. The token stands behind the `#`, so that it reaches no server's log.
   * @param lifeMs milliseconds; three days unless told otherwise
   */
  make(userId: string, lifeMs: number = LIFE_MS): Promise<{ url: string; expiresAt: Date }> {
    return this.db.tx(async () => {
      await this.tokens.revoke('password_reset', userId);
      const { token, expiresAt } = await this.tokens.issue('password_reset', userId, lifeMs);
      return { url: `${this.config.publicUrl}/reset#token=${token}`, expiresAt };
    });
  }
}
