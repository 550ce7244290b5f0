import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { ChatsModule } from '../chats/chats.module.js';
import { InsightModule } from '../insight/insight.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { UsersModule } from '../users/users.module.js';
import { WorkspacesModule } from '../workspaces/workspaces.module.js';
import { AccountsService } from './accounts.service.js';
import { ApiTokensController } from './api-tokens/api-tokens.controller.js';
import { AttemptsModule } from './attempts/attempts.module.js';
import { AuthController } from './auth.controller.js';
import { Credentials } from './credentials.js';
import { FirstAdmin } from './first-admin.js';
import { JwksController } from './jwks.controller.js';
import { MeService } from './me.service.js';
import { PasswordsModule } from './passwords/passwords.module.js';
import { Reauth } from './reauth.js';
import { SessionDelivery } from './session-delivery.js';
import { SessionsController } from './sessions.controller.js';
import { SignIn } from './sign-in.js';
import { SignInController } from './sign-in.controller.js';
import { TokenController } from './token.controller.js';
import { DisableTwoFactor } from './two-factor/disable-two-factor.js';
import { TwoFactorController } from './two-factor/two-factor.controller.js';
import { TwoFactorModule } from './two-factor/two-factor.module.js';

@Module({
  imports: [
    AccessModule,
    AttemptsModule,
    ChatsModule,
    InsightModule,
    PasswordsModule,
    SettingsModule,
    TwoFactorModule,
    UsersModule,
    WorkspacesModule,
  ],
  controllers: [
    AuthController,
    SignInController,
    TwoFactorController,
    TokenController,
    SessionsController,
    ApiTokensController,
    JwksController,
  ],
  providers: [AccountsService, MeService, SignIn, Reauth, DisableTwoFactor, Credentials, SessionDelivery, FirstAdmin],
  exports: [AccountsService, FirstAdmin, MeService],
})
export class AuthModule {}
