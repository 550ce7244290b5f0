import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public, Uncounted } from '../access/rule.decorator.js';
import { FilesService } from './files.service.js';

/** Pictures of people, as `<img>` asks for them: without credentials (docs/decisions/0010-public-pictures.md). */
@ApiTags('files')
@Controller('pictures')
export class PicturesController {
  constructor(private readonly files: FilesService) {}

  @Get(':id')
  @Public()
  @Uncounted()
  @ApiProduces('image/webp')
  @ApiResponse({ status: 200, description: 'The picture', schema: { type: 'string', format: 'binary' } })
  async picture(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const { file, body } = await this.files.picture(id);
    response.set({
      'Content-Type': file.type,
      'Content-Length': String(file.size),
      // Another picture has another id.
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
    });
    // A reader that goes away, or a store that fails in the middle, ends the answer; there is nobody left to tell.
    await pipeline(body, response).catch(() => response.destroy());
  }
}
