import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { emailAddress, handle, newPassword } from '#contract';
import { AppError } from '#domain';
import { Config, ConfigError } from '#platform/config';
import { AccountsService } from './accounts.service.js';

/** At the first start: makes the admin that the environment names, or prints the one-time set-up link (R1). */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap {
  private readonly logger = new Logger('Setup');

  constructor(
    private readonly config: Config,
    private readonly accounts: AccountsService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.api || !(await this.accounts.setupRequired())) return;
    const { ADMIN_USERNAME, ADMIN_EMAIL, ADMIN_PASSWORD } = this.config.env;
    if (!ADMIN_USERNAME || !ADMIN_EMAIL || !ADMIN_PASSWORD) return;
    const username = handle.safeParse(ADMIN_USERNAME);
    const email = emailAddress.safeParse(ADMIN_EMAIL);
    const password = newPassword.safeParse(ADMIN_PASSWORD);
    if (!username.success) throw new ConfigError('  ADMIN_USERNAME: use 3 to 32 of a–z, 0–9, “_”, “.” and “-”');
    if (!email.success) throw new ConfigError('  ADMIN_EMAIL: is not an e-mail address');
    if (!password.success) throw new ConfigError('  ADMIN_PASSWORD: use 8 to 128 characters');
    try {
      await this.accounts.makeFirst({ username: username.data, email: email.data, password: password.data });
      this.logger.log(`Made the first admin, ${username.data}`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'weak_password')
        throw new ConfigError('  ADMIN_PASSWORD: is one of the most common passwords');
      // Another process that started at the same time was quicker.
    }
  }

  /** The link to set the server up with; null once there is an account. */
  async setupLink(): Promise<string | null> {
    if (!(await this.accounts.setupRequired())) return null;
    return `${this.config.publicUrl}/setup#token=${await this.accounts.setupToken()}`;
  }
}
