import { Injectable } from '@nestjs/common';
import { toString as drawQrCode } from 'qrcode';
import type { TwoFactorSetup } from '#contract';
import { AppError } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { SecretBox } from '#platform/keys';
import { AuditService } from '../../insight/audit.service.js';
import { SettingsService } from '../../settings/settings.service.js';
import { UsersService, type User } from '../../users/users.service.js';
import { AttemptsService, BUCKETS, type Bucket } from '../attempts/attempts.service.js';
import type { Client } from '../actor.js';
import { RecoveryCodes } from './recovery-codes.js';
import { newTotpSecret, otpauthUrl, stepOf } from './totp.js';
import { TwoFactorRepository } from './two-factor.repository.js';

/** Where a sealed secret belongs: moved to another account it does not open. */
const placeOf = (userId: string): string => `users/${userId}/totp`;

/** The second factor of accounts: switching it on and off, and proving it (R7). */
@Injectable()
export class TwoFactorService {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly box: SecretBox,
    private readonly factors: TwoFactorRepository,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly users: UsersService,
    private readonly settings: SettingsService,
    private readonly attempts: AttemptsService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Makes a secret for an authenticator app; it counts once a code of it has been shown.
   * @throws AppError two_factor_on
   */
  async setUp(userId: string): Promise<TwoFactorSetup> {
    const { username } = await this.user(userId);
    const secret = newTotpSecret();
    const sealed = this.box.seal(secret, placeOf(userId));
    if (!(await this.db.tx(() => this.factors.begin(userId, sealed)))) throw new AppError('two_factor_on');
    const url = otpauthUrl(secret, username, new URL(this.config.publicUrl).host);
    return { secret, otpauthUrl: url, qrSvg: await drawQrCode(url, { type: 'svg', errorCorrectionLevel: 'M' }) };
  }

  /**
   * Switches it on with a first code of the app, which is used up by that.
   * @returns ten recovery codes, to be shown this once
   * @throws AppError two_factor_on, two_factor_off where no secret was asked for, code_invalid, rate_limited
   */
  async enable(userId: string, code: string, client: Client): Promise<string[]> {
    const { totpSecret, totpEnabledAt } = await this.user(userId);
    if (totpEnabledAt !== null) throw new AppError('two_factor_on');
    if (totpSecret === null) throw new AppError('two_factor_off', 'Set it up first: ask for a secret.');
    return this.attempts.guard([BUCKETS.ownCode(userId)], { ...client, subjectId: userId }, async () => {
      const step = stepOf(this.box.open(totpSecret, placeOf(userId)), code, new Date());
      if (step === null) throw await this.wrongCode(userId, client);
      return this.db.tx(async () => {
        // Somebody was quicker, in another tab.
        if (!(await this.factors.enable(userId, totpSecret, step, new Date()))) throw new AppError('conflict');
        await this.audit.record({ action: 'two_factor.enabled', actorId: userId, address: client.address });
        return this.recoveryCodes.replace(userId);
      });
    });
  }

  /**
   * Makes ten new recovery codes; the old ones are worthless.
   * @throws AppError two_factor_off
   */
  renewRecoveryCodes(userId: string, { address }: Client): Promise<string[]> {
    return this.db.tx(async () => {
      // Held, so that of two at once the later one's codes are the ones.
      if (!(await this.factors.holdEnabled(userId))) throw new AppError('two_factor_off');
      await this.audit.record({ action: 'two_factor.recovery_codes_made', actorId: userId, address });
      return this.recoveryCodes.replace(userId);
    });
  }

  /**
   * Whether it can be switched off as things are.
   * @throws AppError two_factor_off, conflict where the server demands it of the role
   */
  async requireRemovable(userId: string): Promise<void> {
    const { role, totpEnabledAt } = await this.user(userId);
    if (totpEnabledAt === null) throw new AppError('two_factor_off');
    const { twoFactorRequiredFor } = await this.settings.read();
    if (twoFactorRequiredFor.includes(role))
      throw new AppError('conflict', 'This server asks for two-factor sign-in from your role, so it stays on.');
  }

  /** Switches it off, in the transaction in force. @throws AppError two_factor_off */
  async disable(userId: string, { address }: Client): Promise<void> {
    await this.remove(userId);
    await this.audit.record({ action: 'two_factor.disabled', actorId: userId, address });
  }

  /**
   * Switches it off for somebody who has lost the app and the recovery codes.
   * @throws AppError two_factor_off
   */
  async reset(userId: string, actorId: string): Promise<void> {
    await this.db.tx(async () => {
      await this.remove(userId);
      await this.audit.record({ action: 'two_factor.reset', actorId, subjectId: userId });
    });
  }

  /**
   * Checks a code, of the app or a recovery code, and does `then` in the same transaction: it is used up exactly when
   * that is done.
   * @param buckets what failures count against
   * @throws AppError code_invalid, rate_limited, and whatever `then` throws
   */
  prove<T>(userId: string, code: string, buckets: Bucket[], client: Client, then: () => Promise<T>): Promise<T> {
    return this.attempts.guard(buckets, { ...client, subjectId: userId }, async () => {
      const done = await this.db.tx(async () =>
        (await this.use(userId, code, client)) ? { result: await then() } : null,
      );
      if (!done) throw await this.wrongCode(userId, client);
      return done.result;
    });
  }

  private async use(userId: string, code: string, { address }: Client): Promise<boolean> {
    const { totpSecret, totpEnabledAt } = await this.user(userId);
    if (totpSecret === null || totpEnabledAt === null) return false;
    const step = stepOf(this.box.open(totpSecret, placeOf(userId)), code, new Date());
    if (step !== null) return this.factors.consumeStep(userId, totpSecret, step);
    if (!(await this.recoveryCodes.use(userId, code))) return false;
    await this.audit.record({ action: 'two_factor.recovery_code_used', actorId: userId, address });
    return true;
  }

  private async remove(userId: string): Promise<void> {
    if (!(await this.factors.disable(userId))) throw new AppError('two_factor_off');
    await this.recoveryCodes.removeAll(userId);
  }

  private async wrongCode(userId: string, { address }: Client): Promise<AppError> {
    await this.audit.record({ action: 'two_factor.failed', subjectId: userId, address });
    return new AppError('code_invalid');
  }

  private async user(userId: string): Promise<User> {
    const user = await this.users.byId(userId);
    if (!user) throw new AppError('unauthorized');
    return user;
  }
}
