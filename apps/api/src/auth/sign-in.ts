import { Injectable } from '@nestjs/common';
import { signInCode, type LoginRequest, type TwoFactorLoginRequest } from '#contract';
import { AppError } from '#domain';
import { AuditService } from '../insight/audit.service.js';
import { UsersService, type User } from '../users/users.service.js';
import type { Client } from './actor.js';
import { AttemptsService, BUCKETS } from './attempts/attempts.service.js';
import { Passwords } from './passwords/passwords.js';
import { Challenges } from './two-factor/challenges.js';
import { TwoFactorService } from './two-factor/two-factor.service.js';

/** Who signs in, or what they are asked next. */
export type SignInStep = { user: User } | { challenge: string };

/** Shows who somebody is before they have a session: password, then the second factor (R7, R9). */
@Injectable()
export class SignIn {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly attempts: AttemptsService,
    private readonly twoFactor: TwoFactorService,
    private readonly challenges: Challenges,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError invalid_credentials, account_inactive, rate_limited */
  async byPassword(request: LoginRequest, client: Client): Promise<SignInStep> {
    const user = await this.account(request, client);
    return user.totpEnabledAt === null ? { user } : { challenge: await this.challenges.issue(user) };
  }

  /** @throws AppError challenge_ended, code_invalid, rate_limited */
  async bySecondFactor({ challenge, code }: TwoFactorLoginRequest, client: Client): Promise<User> {
    const user = await this.challenges.userOf(challenge);
    if (!user) throw new AppError('challenge_ended');
    return this.proveFactor(user, code, client, async () => {
      if (!(await this.challenges.consume(challenge))) throw new AppError('challenge_ended');
    });
  }

  /**
   * Password and, where the account asks for it, code in one go (rulings 16).
   * @throws AppError invalid_credentials, account_inactive, code_invalid, rate_limited
   */
  async atOnce({ otp, ...request }: LoginRequest & { otp?: string | undefined }, client: Client): Promise<User> {
    const user = await this.account(request, client);
    if (user.totpEnabledAt === null) return user;
    if (otp === undefined) throw new AppError('code_invalid', 'This account needs a one-time code (otp) as well.');
    // What does not even look like a code is a wrong one.
    const code = signInCode.safeParse(otp).data ?? '';
    return this.proveFactor(user, code, client, async () => undefined);
  }

  private async proveFactor(user: User, code: string, client: Client, then: () => Promise<void>): Promise<User> {
    const buckets = [BUCKETS.signInCode(user.id), BUCKETS.address(client.address)];
    await this.twoFactor.prove(user.id, code, buckets, client, then);
    return user;
  }

  /**
   * The account of these credentials. Whether there is such an account shows neither in the answer nor in its time.
   * Tries are counted by what was typed and by the account behind it. The first limit is told, since it is the same
   * for names that nobody has; the second one, reached by somebody who tries the name and the mail address of one
   * account, is not: it looks like a wrong password, or it would tell that the two belong together.
   */
  private account(request: LoginRequest, client: Client): Promise<User> {
    const { login, password } = request;
    const told = [BUCKETS.login(login), BUCKETS.address(client.address)];
    return this.attempts.guard(told, client, async () => {
      const user = await this.users.byLogin(login);
      const check = (): Promise<User> => this.judge(user, password, client);
      const hidden = [BUCKETS.account(user?.id ?? null, login)];
      return this.attempts.guard(hidden, { ...client, subjectId: user?.id ?? null }, check).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'rate_limited') return this.judge(null, password, client);
        throw error;
      });
    });
  }

  private async judge(user: User | null, password: string, client: Client): Promise<User> {
    if (!(await this.passwords.matches(password, user?.passwordHash ?? null)) || !user) {
      await this.audit.record({ action: 'login.failed', subjectId: user?.id ?? null, address: client.address });
      throw new AppError('invalid_credentials');
    }
    if (!user.active) throw new AppError('account_inactive');
    return user;
  }
}
