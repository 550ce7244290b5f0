import { Module } from '@nestjs/common';
import { InsightModule } from '../../insight/insight.module.js';
import { MailModule } from '../../mail/mail.module.js';
import { UsersModule } from '../../users/users.module.js';
import { OneTimeTokensModule } from '../one-time-tokens/one-time-tokens.module.js';
import { SessionsModule } from '../sessions.module.js';
import { ChangePassword } from './change-password.js';
import { PasswordLinksService } from './password-links.service.js';
import { PasswordsController } from './passwords.controller.js';
import { Passwords } from './passwords.js';
import { ReplacePassword } from './replace-password.js';
import { RequestReset } from './request-reset.js';
import { ResetPassword } from './reset-password.js';

/** Passwords: what is stored of them, and how one comes to another. */
@Module({
  imports: [InsightModule, MailModule, OneTimeTokensModule, SessionsModule, UsersModule],
  controllers: [PasswordsController],
  providers: [Passwords, PasswordLinksService, ReplacePassword, ChangePassword, RequestReset, ResetPassword],
  exports: [Passwords, PasswordLinksService],
})
export class PasswordsModule {}
