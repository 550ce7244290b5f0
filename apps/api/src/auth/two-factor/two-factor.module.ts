import { Module } from '@nestjs/common';
import { InsightModule } from '../../insight/insight.module.js';
import { UsersModule } from '../../users/users.module.js';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';
import { TwoFactorService } from './two-factor.service.js';

@Module({
  imports: [InsightModule, UsersModule],
  providers: [RecoveryCodesRepository, TwoFactorService],
  exports: [TwoFactorService],
})
export class TwoFactorModule {}
