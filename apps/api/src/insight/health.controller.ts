import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { health, type Health } from '#contract';
import type { Response } from 'express';
import { Public, Uncounted } from '../access/rule.decorator.js';
import { HealthService } from './health.service.js';

@ApiTags('health')
@Uncounted()
@Controller('health')
export class HealthController {
  constructor(private readonly service: HealthService) {}

  /** Fast, and without a look at what the server depends on. */
  @Get()
  @Public()
  @ApiResponse({ status: 200, standardSchema: health })
  health(): Health {
    return this.service.alive();
  }

  /** Whether the process is to be left running. */
  @Get('live')
  @Public()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: health })
  live(): Health {
    return this.service.alive();
  }

  /** Whether requests are to be sent here: 503 while the database, or Redis, does not answer. */
  @Get('ready')
  @Public()
  @ApiResponse({ status: 200, standardSchema: health })
  @ApiResponse({ status: 503, standardSchema: health })
  async ready(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const state = await this.service.ready();
    if (state.status === 'down') response.status(503);
    return state;
  }
}
