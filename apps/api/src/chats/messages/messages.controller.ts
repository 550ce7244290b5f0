import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  changesPage,
  changesQuery,
  editMessageRequest,
  historyPage,
  historyQuery,
  message,
  readMark,
  readRequest,
  sendMessageRequest,
  type ChangesPage,
  type ChangesQuery,
  type EditMessageRequest,
  type HistoryPage,
  type HistoryQuery,
  type Message,
  type ReadMark,
  type ReadRequest,
  type SendMessageRequest,
} from '#contract';
import type { Response } from 'express';
import type { RoomAccess } from '../../access/access.service.js';
import { Can, CurrentRoom } from '../../access/rule.decorator.js';
import { MessagesService } from './messages.service.js';
import { PostMessage } from './post-message.js';

@ApiTags('messages')
@Controller()
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly postMessage: PostMessage,
  ) {}

  @Get('rooms/:id/messages')
  @Can('room.read')
  @ApiResponse({ status: 200, standardSchema: historyPage })
  history(@CurrentRoom() room: RoomAccess, @Query({ schema: historyQuery }) query: HistoryQuery): Promise<HistoryPage> {
    return this.messages.history(room, query);
  }

  @Post('rooms/:id/messages')
  @Can('message.send')
  @ApiResponse({ status: 201, standardSchema: message })
  @ApiResponse({ status: 200, standardSchema: message, description: 'This clientId was sent before' })
  async send(
    @CurrentRoom() room: RoomAccess,
    @Body({ schema: sendMessageRequest }) body: SendMessageRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Message> {
    const sent = await this.postMessage.run(room, body);
    response.status(sent.created ? 201 : 200);
    return sent.message;
  }

  @Get('rooms/:id/changes')
  @Can('room.read')
  @ApiResponse({ status: 200, standardSchema: changesPage })
  changes(@CurrentRoom() room: RoomAccess, @Query({ schema: changesQuery }) query: ChangesQuery): Promise<ChangesPage> {
    return this.messages.changes(room, query.after);
  }

  @Post('rooms/:id/read')
  @Can('room.read')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: readMark })
  read(@CurrentRoom() room: RoomAccess, @Body({ schema: readRequest }) body: ReadRequest): Promise<ReadMark> {
    return this.messages.read(room, body.seq);
  }

  @Get('messages/:id')
  @Can('room.read', 'message')
  @ApiResponse({ status: 200, standardSchema: message })
  get(@CurrentRoom() room: RoomAccess, @Param('id') id: string): Promise<Message> {
    return this.messages.get(room, id);
  }

  @Patch('messages/:id')
  @Can('message.editOwn', 'message')
  @ApiResponse({ status: 200, standardSchema: message })
  edit(
    @CurrentRoom() room: RoomAccess,
    @Param('id') id: string,
    @Body({ schema: editMessageRequest }) body: EditMessageRequest,
  ): Promise<Message> {
    return this.messages.edit(room, id, body.content);
  }

  @Delete('messages/:id')
  @Can('message.deleteOwn', 'message')
  @ApiResponse({ status: 200, standardSchema: message })
  delete(@CurrentRoom() room: RoomAccess, @Param('id') id: string): Promise<Message> {
    return this.messages.delete(room, id);
  }
}
