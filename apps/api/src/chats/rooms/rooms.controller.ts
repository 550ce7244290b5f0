import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  createRoomRequest,
  discoverQuery,
  page,
  roomDetail,
  roomView,
  type CreateRoomRequest,
  type DiscoverQuery,
  type RoomDetail,
  type RoomView,
} from '#contract';
import { AppError } from '#domain';
import type { RoomAccess } from '../../access/access.service.js';
import {
  Can,
  CanFromOutside,
  CanInWorkspace,
  CurrentActor,
  CurrentRoom,
  SignedIn,
} from '../../access/rule.decorator.js';
import type { Actor } from '../../auth/sessions.service.js';
import { CreateRoom } from './create-room.js';
import { JoinRoom } from './join-room.js';
import { LeaveRoom } from './leave-room.js';
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
    private readonly rooms: RoomsService,
    private readonly createRoom: CreateRoom,
    private readonly joinRoom: JoinRoom,
    private readonly leaveRoom: LeaveRoom,
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
    return this.rooms.detailAnew(actor, room.id);
  }

  @Get('rooms/:id')
  @Can('room.read')
  @ApiResponse({ status: 200, standardSchema: roomDetail })
  get(@CurrentRoom() room: RoomAccess): Promise<RoomDetail> {
    return this.rooms.detail(room);
  }

  @Post('rooms/:id/join')
  @CanFromOutside('room.read')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: roomDetail })
  async join(@CurrentRoom() room: RoomAccess): Promise<RoomDetail> {
    const byItself = room.facts.visibility === 'public' || room.can('participant.invite');
    if (!byItself && room.facts.roomRole === null) {
      throw new AppError('forbidden', 'This room is joined by invitation or with its code.');
    }
    await this.joinRoom.run(room.roomId, room.actor.userId);
    return this.rooms.detailAnew(room.actor, room.roomId);
  }

  @Post('rooms/:id/leave')
  @CanFromOutside('room.read')
  @HttpCode(204)
  async leave(@CurrentRoom() room: RoomAccess): Promise<void> {
    await this.leaveRoom.run(room.roomId, room.actor.userId);
  }
}
