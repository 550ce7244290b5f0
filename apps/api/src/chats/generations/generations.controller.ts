import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { message, queue, regenerateRequest, type Message, type QueueItem, type RegenerateRequest } from '#contract';
import type { RoomAccess } from '../../access/access.service.js';
import { Can, CurrentRoom } from '../../access/rule.decorator.js';
import { Regenerate } from './regenerate.js';
import { RoomQueue } from './room-queue.js';
import { StopGeneration } from './stop-generation.js';

@ApiTags('generations')
@Controller()
export class GenerationsController {
  constructor(
    private readonly roomQueue: RoomQueue,
    private readonly stopGeneration: StopGeneration,
    private readonly regenerateAnswer: Regenerate,
  ) {}

  @Get('rooms/:id/generations')
  @Can('room.read')
  @ApiResponse({ status: 200, standardSchema: queue })
  async queue(@CurrentRoom() room: RoomAccess): Promise<{ items: QueueItem[] }> {
    return { items: await this.roomQueue.items(room.roomId) };
  }

  @Post('generations/:id/stop')
  @Can('generation.stopOwn', 'generation')
  @HttpCode(204)
  async stop(@CurrentRoom() room: RoomAccess, @Param('id') id: string): Promise<void> {
    await this.stopGeneration.run(room, id);
  }

  @Post('generations/:id/retry')
  @Can('generation.regenerate', 'generation')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: message })
  retry(@CurrentRoom() room: RoomAccess, @Param('id') id: string): Promise<Message> {
    return this.regenerateAnswer.retry(room, id);
  }

  @Post('messages/:id/regenerate')
  @Can('generation.regenerate', 'message')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: message })
  regenerate(
    @CurrentRoom() room: RoomAccess,
    @Param('id') id: string,
    @Body({ schema: regenerateRequest }) body: RegenerateRequest,
  ): Promise<Message> {
    return this.regenerateAnswer.run(room, id, body);
  }
}
