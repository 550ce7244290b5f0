import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { serverSettings, updateSettingsRequest, type ServerSettings, type UpdateSettingsRequest } from '#contract';
import { CanOnServer, CurrentActor } from '../access/rule.decorator.js';
import type { Actor } from '../auth/sessions.service.js';
import { SettingsService } from './settings.service.js';

@ApiTags('settings')
@Controller('settings')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @CanOnServer('settings.manage')
  @ApiResponse({ status: 200, standardSchema: serverSettings })
  read(): Promise<ServerSettings> {
    return this.settings.read();
  }

  @Patch()
  @CanOnServer('settings.manage')
  @ApiResponse({ status: 200, standardSchema: serverSettings })
  change(
    @Body({ schema: updateSettingsRequest }) body: UpdateSettingsRequest,
    @CurrentActor() actor: Actor,
  ): Promise<ServerSettings> {
    return this.settings.change(actor.userId, body);
  }
}
