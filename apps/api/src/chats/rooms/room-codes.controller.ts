import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  joinByCodeRequest,
  newRoomCodeRequest,
  roomCode,
  roomDetail,
  roomPreview,
  type JoinByCodeRequest,
  type NewRoomCodeRequest,
  type RoomCode,
  type RoomDetail,
  type RoomPreview,
} from '#contract';
import type { RoomAccess } from '../../access/access.service.js';
import { Can, CurrentActor, CurrentRoom, SignedIn } from '../../access/rule.decorator.js';
import type { Actor } from '../../auth/sessions.service.js';
import { RoomCodesService } from './room-codes.service.js';
import { RoomsService } from './rooms.service.js';

@ApiTags('rooms')
@Controller()
export class RoomCodesController {
  constructor(
    private readonly rooms: RoomsService,
    private readonly codes: RoomCodesService,
  ) {}

  @Post('rooms/join')
  @SignedIn()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: roomDetail })
  async joinByCode(
    @CurrentActor() actor: Actor,
    @Body({ schema: joinByCodeRequest }) body: JoinByCodeRequest,
  ): Promise<RoomDetail> {
    return this.rooms.detailAnew(actor, await this.codes.join(actor, body.code));
  }

  @Get('rooms/by-code/:code')
  @SignedIn()
  @ApiResponse({ status: 200, standardSchema: roomPreview })
  preview(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<RoomPreview> {
    return this.codes.preview(actor, code);
  }

  @Get('rooms/:id/code')
  @Can('room.code')
  @ApiResponse({ status: 200, standardSchema: roomCode.nullable() })
  code(@CurrentRoom() room: RoomAccess): Promise<RoomCode | null> {
    return this.codes.current(room.roomId);
  }

  @Post('rooms/:id/code')
  @Can('room.code')
  @ApiResponse({ status: 201, standardSchema: roomCode })
  rotateCode(
    @CurrentRoom() room: RoomAccess,
    @Body({ schema: newRoomCodeRequest }) body: NewRoomCodeRequest,
  ): Promise<RoomCode> {
    return this.codes.rotate(room.roomId, body);
  }

  @Delete('rooms/:id/code')
  @Can('room.code')
  @HttpCode(204)
  async removeCode(@CurrentRoom() room: RoomAccess): Promise<void> {
    await this.codes.remove(room.roomId);
  }
}
