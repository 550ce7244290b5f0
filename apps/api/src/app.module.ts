import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { Config } from '#platform/config';
import { loggingModule } from '#platform/logging';
import { PlatformModule } from '#platform/module';
import { AccessModule } from './access/access.module.js';
import { AuthModule } from './auth/auth.module.js';
import { ChatsApiModule } from './chats/chats-api.module.js';
import { ChatsModule } from './chats/chats.module.js';
import { InferenceApiModule } from './inference/inference-api.module.js';
import { HealthModule } from './insight/health.module.js';
import { MailModule } from './mail/mail.module.js';
import { ProblemFilter } from './web-server/problem.filter.js';
import { validationPipe } from './web-server/validation.pipe.js';
import { schema } from './schema.js';
import { SettingsApiModule } from './settings/settings-api.module.js';
import { WorkspacesApiModule } from './workspaces/workspaces-api.module.js';

/** The doors; a process that only works has none but its health. */
const API = [AuthModule, SettingsApiModule, WorkspacesApiModule, ChatsApiModule, InferenceApiModule];

@Module({})
export class AppModule {
  /** One code base in roles: what the process does is what it wires. */
  static forRoles(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        loggingModule(config),
        PlatformModule.forRoot(config, schema),
        AccessModule,
        HealthModule,
        ChatsModule,
        MailModule,
        ...(config.roles.api ? API : []),
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
    };
  }
}
