import { Module } from '@nestjs/common';
import { InsightModule } from '../../insight/insight.module.js';
import { SettingsModule } from '../../settings/settings.module.js';
import { UsersModule } from '../../users/users.module.js';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { OneTimeTokensModule } from '../one-time-tokens/one-time-tokens.module.js';
import { Challenges } from './challenges.js';
import { RecoveryCodes } from './recovery-codes.js';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';
import { TwoFactorRepository } from './two-factor.repository.js';
import { TwoFactorSecret } from './two-factor-secret.js';
import { TwoFactorService } from './two-factor.service.js';

/** The second factor, for those who sign people in and those who look after accounts. */
@Module({
  imports: [AttemptsModule, InsightModule, OneTimeTokensModule, SettingsModule, UsersModule],
  providers: [
    Challenges,
    RecoveryCodes,
    RecoveryCodesRepository,
    TwoFactorRepository,
    TwoFactorSecret,
    TwoFactorService,
  ],
  exports: [Challenges, RecoveryCodesRepository, TwoFactorService],
})
export class TwoFactorModule {}
