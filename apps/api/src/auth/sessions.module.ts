import { Module } from '@nestjs/common';
import { InsightModule } from '../insight/insight.module.js';
import { AccessTokens } from './access-tokens.js';
import { ApiTokensRepository } from './api-tokens/api-tokens.repository.js';
import { ApiTokensService } from './api-tokens/api-tokens.service.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { SigningKeys } from './signing-keys.js';

/** Sign-ins and their tokens, for everybody who has to know who speaks. */
@Module({
  imports: [InsightModule],
  providers: [AccessTokens, SigningKeys, SessionsRepository, SessionsService, ApiTokensRepository, ApiTokensService],
  exports: [SessionsService, SigningKeys, ApiTokensService],
})
export class SessionsModule {}
