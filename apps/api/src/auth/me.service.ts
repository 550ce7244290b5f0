import { Injectable } from '@nestjs/common';
import { SERVER_PERMISSIONS, type Me } from '#contract';
import { AppError, canOnServer, grantableRoles } from '#domain';
import { Config } from '#platform/config';
import { SettingsService } from '../settings/settings.service.js';
import { presentUser, UsersService } from '../users/users.service.js';
import { RecoveryCodesRepository } from './two-factor/recovery-codes.repository.js';

/** Oneself, as the page needs to know it. */
@Injectable()
export class MeService {
  constructor(
    private readonly config: Config,
    private readonly users: UsersService,
    private readonly settings: SettingsService,
    private readonly recoveryCodes: RecoveryCodesRepository,
  ) {}

  /** @throws AppError unauthorized when there is no such account any more */
  async view(userId: string): Promise<Me> {
    const [user, settings, recoveryCodesLeft] = await Promise.all([
      this.users.byId(userId),
      this.settings.read(),
      this.recoveryCodes.unused(userId),
    ]);
    if (!user) throw new AppError('unauthorized');
    const { email, language, timeZone, idleLogoutMinutes, role } = user;
    return {
      ...presentUser(user),
      email,
      language,
      timeZone,
      idleLogoutMinutes,
      twoFactor: {
        enabled: user.totpEnabledAt !== null,
        required: settings.twoFactorRequiredFor.includes(role),
        recoveryCodesLeft,
      },
      permissions: SERVER_PERMISSIONS.filter((action) => canOnServer(action, { serverRole: role })),
      grantableRoles: [...grantableRoles(role)],
      limits: { messageLength: this.config.env.MAX_MESSAGE_LENGTH },
    };
  }
}
