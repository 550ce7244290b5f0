import { Body, Controller, Delete, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  directRequest,
  handOverRequest,
  roomDetail,
  updateRoomRequest,
  type DirectRequest,
  type HandOverRequest,
  type RoomDetail,
  type UpdateRoomRequest,
} from '#contract';
import type { Response } from 'express';
import type { RoomAccess } from '../../access/access.service.js';
import { Can, CanOnServer, CurrentActor, CurrentRoom } from '../../access/rule.decorator.js';
import type { Actor } from '../../auth/sessions.service.js';
import { ArchiveRoom } from './archive-room.js';
import { DeleteRoom } from './delete-room.js';
import { OpenDirectRoom } from './open-direct-room.js';
import { RoomsService } from './rooms.service.js';
import { TransferRoom } from './transfer-room.js';
import { UpdateRoom } from './update-room.js';

@ApiTags('rooms')
@Controller()
export class RoomSettingsController {
  constructor(
    private readonly rooms: RoomsService,
    private readonly updateRoom: UpdateRoom,
    private readonly archiveRoom: ArchiveRoom,
    private readonly deleteRoom: DeleteRoom,
    private readonly transferRoom: TransferRoom,
    private readonly openDirectRoom: OpenDirectRoom,
  ) {}

  @Patch('rooms/:id')
  @Can('room.update')
  @ApiResponse({ status: 200, standardSchema: roomDetail })
  async update(
    @CurrentRoom() room: RoomAccess,
    @Body({ schema: updateRoomRequest }) body: UpdateRoomRequest,
  ): Promise<RoomDetail> {
    await this.updateRoom.run(room, body);
    return this.rooms.detailAnew(room.actor, room.roomId);
  }

  @Delete('rooms/:id')
  @Can('room.delete')
  @HttpCode(204)
  async delete(@CurrentRoom() room: RoomAccess): Promise<void> {
    await this.deleteRoom.run(room.roomId, room.actor.userId);
  }

  @Post('rooms/:id/archive')
  @Can('room.archive')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: roomDetail })
  async archive(@CurrentRoom() room: RoomAccess): Promise<RoomDetail> {
    await this.archiveRoom.run(room);
    return this.rooms.detailAnew(room.actor, room.roomId);
  }

  @Delete('rooms/:id/archive')
  @Can('room.archive')
  @HttpCode(204)
  async unarchive(@CurrentRoom() room: RoomAccess): Promise<void> {
    await this.archiveRoom.restore(room);
  }

  @Post('rooms/:id/transfer')
  @Can('room.transfer')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: roomDetail })
  async transfer(
    @CurrentRoom() room: RoomAccess,
    @Body({ schema: handOverRequest }) body: HandOverRequest,
  ): Promise<RoomDetail> {
    await this.transferRoom.run(room, body.userId);
    return this.rooms.detailAnew(room.actor, room.roomId);
  }

  @Post('direct')
  @CanOnServer('direct.start')
  @ApiResponse({ status: 201, standardSchema: roomDetail })
  @ApiResponse({ status: 200, standardSchema: roomDetail, description: 'These people have one already' })
  async direct(
    @CurrentActor() actor: Actor,
    @Body({ schema: directRequest }) body: DirectRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RoomDetail> {
    const { roomId, created } = await this.openDirectRoom.run(actor, body.userIds);
    response.status(created ? 201 : 200);
    return this.rooms.detailAnew(actor, roomId);
  }
}
