import { Module } from '@nestjs/common';
import { OneTimeTokensRepository } from './one-time-tokens.repository.js';
import { OneTimeTokensService } from './one-time-tokens.service.js';

@Module({ providers: [OneTimeTokensRepository, OneTimeTokensService], exports: [OneTimeTokensService] })
export class OneTimeTokensModule {}
