import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { ChatsModule } from '../chats/chats.module.js';
import { InsightModule } from '../insight/insight.module.js';
import { UsersModule } from '../users/users.module.js';
import { WorkspacesModule } from '../workspaces/workspaces.module.js';
import { AccountsService } from './accounts.service.js';
import { AuthController } from './auth.controller.js';
import { Credentials } from './credentials.js';
import { FirstAdmin } from './first-admin.js';
import { JwksController } from './jwks.controller.js';
import { MeService } from './me.service.js';
import { RecoveryCodesRepository } from './two-factor/recovery-codes.repository.js';
import { PasswordsModule } from './passwords/passwords.module.js';
import { SessionDelivery } from './session-delivery.js';
import { SessionsController } from './sessions.controller.js';
import { SettingsModule } from '../settings/settings.module.js';
import { TokenController } from './token.controller.js';

@Module({
  imports: [AccessModule, ChatsModule, InsightModule, PasswordsModule, SettingsModule, UsersModule, WorkspacesModule],
  controllers: [AuthController, TokenController, SessionsController, JwksController],
  providers: [AccountsService, MeService, RecoveryCodesRepository, Credentials, SessionDelivery, FirstAdmin],
  exports: [FirstAdmin, MeService],
})
export class AuthModule {}
