import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  assistant,
  createAssistantRequest,
  page,
  updateAssistantRequest,
  type Assistant,
  type CreateAssistantRequest,
  type UpdateAssistantRequest,
} from '#contract';
import type { RoomAccess } from '../../access/access.service.js';
import { Can, CurrentRoom } from '../../access/rule.decorator.js';
import { AssistantsService } from './assistants.service.js';

@ApiTags('assistants')
@Controller('rooms/:id/assistants')
export class AssistantsController {
  constructor(private readonly assistants: AssistantsService) {}

  @Get()
  @Can('room.read')
  @ApiResponse({ status: 200, standardSchema: page(assistant) })
  async list(@CurrentRoom() room: RoomAccess): Promise<{ items: Assistant[]; nextCursor: null }> {
    return { items: await this.assistants.ofRoom(room.roomId), nextCursor: null };
  }

  @Post()
  @Can('assistant.manage')
  @ApiResponse({ status: 201, standardSchema: assistant })
  add(
    @CurrentRoom() room: RoomAccess,
    @Body({ schema: createAssistantRequest }) body: CreateAssistantRequest,
  ): Promise<Assistant> {
    return this.assistants.add(room.roomId, body);
  }

  @Patch(':assistantId')
  @Can('assistant.manage')
  @ApiResponse({ status: 200, standardSchema: assistant })
  update(
    @CurrentRoom() room: RoomAccess,
    @Param('assistantId') id: string,
    @Body({ schema: updateAssistantRequest }) body: UpdateAssistantRequest,
  ): Promise<Assistant> {
    return this.assistants.update(room.roomId, id, body);
  }

  @Delete(':assistantId')
  @Can('assistant.manage')
  @HttpCode(204)
  async remove(@CurrentRoom() room: RoomAccess, @Param('assistantId') id: string): Promise<void> {
    await this.assistants.remove(room.roomId, id);
  }
}
