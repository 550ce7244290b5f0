import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  apiTokens,
  createApiTokenRequest,
  createdApiToken,
  type ApiTokens,
  type CreateApiTokenRequest,
  type CreatedApiToken,
} from '#contract';
import { CanOnServer, Confirmed, CurrentActor, SessionOnly } from '../../access/rule.decorator.js';
import type { Actor } from '../actor.js';
import { ApiTokensService } from './api-tokens.service.js';

/** One's own API tokens; a token makes and sees no tokens. */
@ApiTags('api tokens')
@Controller('api-tokens')
@CanOnServer('apiToken.use')
@SessionOnly()
export class ApiTokensController {
  constructor(private readonly tokens: ApiTokensService) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: apiTokens })
  async list(@CurrentActor() actor: Actor): Promise<ApiTokens> {
    return { items: await this.tokens.list(actor.userId) };
  }

  @Post()
  @Confirmed()
  @ApiResponse({ status: 201, standardSchema: createdApiToken })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createApiTokenRequest }) body: CreateApiTokenRequest,
  ): Promise<CreatedApiToken> {
    return this.tokens.create(actor, body);
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.tokens.revoke(actor.userId, id);
  }
}
