import { Controller, Get } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { model, page, type Model } from '#contract';
import { CanOnServer } from '../access/rule.decorator.js';
import { ProvidersService } from './providers.service.js';

@ApiTags('models')
@Controller('models')
export class ModelsController {
  constructor(private readonly providers: ProvidersService) {}

  @Get()
  @CanOnServer('model.choose')
  @ApiResponse({ status: 200, standardSchema: page(model) })
  async list(): Promise<{ items: Model[]; nextCursor: null }> {
    return { items: await this.providers.models(), nextCursor: null };
  }
}
