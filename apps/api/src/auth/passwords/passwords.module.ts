import { Module } from '@nestjs/common';
import { OneTimeTokensModule } from '../one-time-tokens/one-time-tokens.module.js';
import { PasswordLinksService } from './password-links.service.js';

@Module({ imports: [OneTimeTokensModule], providers: [PasswordLinksService], exports: [PasswordLinksService] })
export class PasswordsModule {}
