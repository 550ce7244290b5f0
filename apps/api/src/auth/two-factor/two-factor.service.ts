import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { AuditService } from '../../insight/audit.service.js';
import { UsersService } from '../../users/users.service.js';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';

/** The second factor of accounts (R7). */
@Injectable()
export class TwoFactorService {
  constructor(
    private readonly db: Db,
    private readonly users: UsersService,
    private readonly recoveryCodes: RecoveryCodesRepository,
    private readonly audit: AuditService,
  ) {}

  /**
   * Switches it off for somebody who has lost the app and the recovery codes.
   * @throws AppError two_factor_off
   */
  reset(userId: string, actorId: string): Promise<void> {
    return this.db.tx(async () => {
      const user = await this.users.byId(userId);
      if (!user?.totpEnabledAt) throw new AppError('two_factor_off');
      await this.users.update(userId, { totpSecret: null, totpEnabledAt: null, totpLastStep: null });
      await this.recoveryCodes.removeAll(userId);
      await this.audit.record({ action: 'two_factor.reset', actorId, subjectId: userId });
    });
  }
}
