import { Module } from '@nestjs/common';
import { InsightModule } from '../insight/insight.module.js';
import { AccessTokens } from './access-tokens.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { SigningKeys } from './signing-keys.js';

/** Sign-ins and their tokens, for everybody who has to know who speaks. */
@Module({
  imports: [InsightModule],
  providers: [AccessTokens, SigningKeys, SessionsRepository, SessionsService],
  exports: [SessionsService, SigningKeys],
})
export class SessionsModule {}
