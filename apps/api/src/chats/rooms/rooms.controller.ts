import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  createRoomRequest,
  discoverQuery,
  joinByCodeRequest,
  newRoomCodeRequest,
  page,
  participant,
  roomCode,
  roomDetail,
  roomPreview,
  roomView,
  type CreateRoomRequest,
  type DiscoverQuery,
  type JoinByCodeRequest,
  type NewRoomCodeRequest,
  type Participant,
  type RoomCode,
  type RoomDetail,
  type RoomPreview,
  type RoomView,
} from '#contract';
import { AppError } from '#domain';
import { AccessService, type RoomAccess } from '../../access/access.service.js';
import { Can, CanInWorkspace, CanOnServer, CurrentActor, CurrentRoom, SignedIn } from '../../access/rule.decorator.js';
import type { Actor } from '../../auth/sessions.service.js';
import { CreateRoom } from './create-room.js';
import { JoinRoom } from './join-room.js';
import { LeaveRoom } from './leave-room.js';
import { RoomCodesService } from './room-codes.service.js';
import { RoomsService } from './rooms.service.js';

interface Items<T> {
  items: T[];
  nextCursor: null;
}
const all = <T>(items: T[]): Items<T> => ({ items, nextCursor: null });

@ApiTags('rooms')
@Controller()
export class RoomsController {
  constructor(
    private readonly access: AccessService,
    private readonly rooms: RoomsService,
    private readonly createRoom: CreateRoom,
    private readonly joinRoom: JoinRoom,
    private readonly leaveRoom: LeaveRoom,
    private readonly codes: RoomCodesService,
  ) {}

  @Get('rooms')
  @SignedIn()
  @ApiResponse({ status: 200, standardSchema: page(roomView) })
  async mine(@CurrentActor() actor: Actor): Promise<Items<RoomView>> {
    return all(await this.rooms.mine(actor));
  }

  @Get('workspaces/:id/rooms')
  @CanInWorkspace('workspace.read')
  @ApiResponse({ status: 200, standardSchema: page(roomView) })
  async mineIn(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Items<RoomView>> {
    return all(await this.rooms.mine(actor, id));
  }

  @Get('workspaces/:id/rooms/discover')
  @CanInWorkspace('room.discover')
  @ApiResponse({ status: 200, standardSchema: page(roomView) })
  async discover(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: discoverQuery }) query: DiscoverQuery,
  ): Promise<Items<RoomView>> {
    return all(await this.rooms.discover(actor, id, query.q));
  }

  @Post('workspaces/:id/rooms')
  @CanInWorkspace('room.create')
  @ApiResponse({ status: 201, standardSchema: roomDetail })
  async create(
    @CurrentActor() actor: Actor,
    @Param('id') workspaceId: string,
    @Body({ schema: createRoomRequest }) body: CreateRoomRequest,
  ): Promise<RoomDetail> {
    const room = await this.createRoom.run({ ...body, workspaceId, ownerId: actor.userId });
    return this.detail(actor, room.id);
  }

  @Post('rooms/join')
  @CanOnServer('room.useCode')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: roomDetail })
  async joinByCode(
    @CurrentActor() actor: Actor,
    @Body({ schema: joinByCodeRequest }) body: JoinByCodeRequest,
  ): Promise<RoomDetail> {
    return this.detail(actor, await this.codes.join(actor, body.code));
  }

  @Get('rooms/by-code/:code')
  @CanOnServer('room.useCode')
  @ApiResponse({ status: 200, standardSchema: roomPreview })
  preview(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<RoomPreview> {
    return this.codes.preview(actor, code);
  }

  @Get('rooms/:id')
  @Can('room.read')
  @ApiResponse({ status: 200, standardSchema: roomDetail })
  get(@CurrentRoom() room: RoomAccess): Promise<RoomDetail> {
    return this.rooms.detail(room);
  }

  @Get('rooms/:id/participants')
  @Can('room.read')
  @ApiResponse({ status: 200, standardSchema: page(participant) })
  async participants(@CurrentRoom() room: RoomAccess): Promise<Items<Participant>> {
    return all(await this.rooms.participantsOf(room.roomId));
  }

  @Post('rooms/:id/join')
  @Can('room.read')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: roomDetail })
  async join(@CurrentRoom() room: RoomAccess): Promise<RoomDetail> {
    if (room.facts.visibility !== 'public' && room.facts.roomRole === null) {
      throw new AppError('forbidden', 'This room is joined by invitation or with its code.');
    }
    await this.joinRoom.run(room.roomId, room.actor.userId);
    return this.detail(room.actor, room.roomId);
  }

  @Post('rooms/:id/leave')
  @Can('room.read')
  @HttpCode(204)
  async leave(@CurrentRoom() room: RoomAccess): Promise<void> {
    await this.leaveRoom.run(room.roomId, room.actor.userId);
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

  /** Read anew, because what the caller is and may do has just changed. */
  private async detail(actor: Actor, roomId: string): Promise<RoomDetail> {
    return this.rooms.detail(await this.access.room(actor, 'room.read', 'room', roomId));
  }
}
