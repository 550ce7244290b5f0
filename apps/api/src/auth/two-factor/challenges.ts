import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UsersService, type User } from '../../users/users.service.js';
import { OneTimeTokensService } from '../one-time-tokens/one-time-tokens.service.js';
import { TwoFactorSecret } from './two-factor-secret.js';

const KIND = 'two_factor_challenge';
const LIFE_MS = 5 * 60_000;

/**
 * What somebody is given who has shown the right password and owes the second factor. It ends with the password that
 * was shown: a proof of that password's hash travels with it, under the server's secret.
 */
@Injectable()
export class Challenges {
  constructor(
    private readonly tokens: OneTimeTokensService,
    private readonly users: UsersService,
    private readonly secret: TwoFactorSecret,
  ) {}

  async issue(user: User): Promise<string> {
    const { token } = await this.tokens.issue(KIND, user.id, LIFE_MS);
    return `${token}.${(await this.proof(token, user)).toString('base64url')}`;
  }

  /** Whose challenge this is; null when it has ended, was used, or the account is not as it was when it was given. */
  async userOf(challenge: string): Promise<User | null> {
    const [token = '', proof = ''] = challenge.split('.');
    const userId = await this.tokens.userOf(KIND, token);
    const user = userId === null ? null : await this.users.byId(userId);
    if (!user?.active || user.totpEnabledAt === null) return null;
    const given = Buffer.from(proof, 'base64url');
    const expected = await this.proof(token, user);
    return given.length === expected.length && timingSafeEqual(given, expected) ? user : null;
  }

  /** Uses a challenge up, in the transaction in force; false when another use was quicker. */
  async consume(challenge: string): Promise<boolean> {
    return (await this.tokens.consume(KIND, challenge.split('.')[0] ?? '')) !== null;
  }

  private proof(token: string, { passwordHash }: User): Promise<Buffer> {
    return this.secret.seal('challenge', token, passwordHash);
  }
}
