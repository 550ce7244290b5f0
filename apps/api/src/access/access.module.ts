import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { SessionsModule } from '../auth/sessions.module.js';
import { AccessGuard } from './access.guard.js';
import { AccessRepository } from './access.repository.js';
import { AccessService } from './access.service.js';
import { RequestRateService } from './request-rate.service.js';
import { RulesDeclared } from './rules-declared.js';

@Module({
  imports: [SessionsModule, DiscoveryModule],
  providers: [
    AccessRepository,
    AccessService,
    RequestRateService,
    RulesDeclared,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [AccessService, RequestRateService, SessionsModule],
})
export class AccessModule {}
