import { Injectable } from '@nestjs/common';
import type { TwoFactorDisableRequest } from '#contract';
import type { Client } from '../actor.js';
import { BUCKETS } from '../attempts/attempts.service.js';
import { OwnPassword } from '../passwords/own-password.js';
import { TwoFactorService } from './two-factor.service.js';

/** Switches off one's own second factor, for whoever shows both factors once more (R7). */
@Injectable()
export class DisableTwoFactor {
  constructor(
    private readonly ownPassword: OwnPassword,
    private readonly twoFactor: TwoFactorService,
  ) {}

  /** @throws AppError two_factor_off, conflict, invalid_credentials, code_invalid, rate_limited */
  async run(userId: string, { password, code }: TwoFactorDisableRequest, client: Client): Promise<void> {
    await this.twoFactor.requireRemovable(userId);
    await this.ownPassword.require(userId, password, client);
    await this.twoFactor.prove(userId, code, [BUCKETS.ownCode(userId)], client, () =>
      this.twoFactor.disable(userId, client),
    );
  }
}
