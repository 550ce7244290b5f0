import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  ban,
  bans,
  muteRequest,
  page,
  participant,
  participantRoleRequest,
  roomInviteRequest,
  type Ban,
  type MuteRequest,
  type Participant,
  type ParticipantRoleRequest,
  type RoomInviteRequest,
} from '#contract';
import type { Response } from 'express';
import type { RoomAccess } from '../../access/access.service.js';
import { Can, CurrentRoom } from '../../access/rule.decorator.js';
import { ChangeRole } from './change-role.js';
import { InviteParticipant } from './invite-participant.js';
import { MuteParticipant } from './mute-participant.js';
import { RemoveParticipant } from './remove-participant.js';
import { RoomBansService } from './room-bans.service.js';
import { RoomsService } from './rooms.service.js';

@ApiTags('participants')
@Controller('rooms/:id')
export class ParticipantsController {
  constructor(
    private readonly rooms: RoomsService,
    private readonly inviteParticipant: InviteParticipant,
    private readonly changeRole: ChangeRole,
    private readonly removeParticipant: RemoveParticipant,
    private readonly muteParticipant: MuteParticipant,
    private readonly roomBans: RoomBansService,
  ) {}

  @Get('participants')
  @Can('room.read')
  @ApiResponse({ status: 200, standardSchema: page(participant) })
  async list(@CurrentRoom() room: RoomAccess): Promise<{ items: Participant[]; nextCursor: null }> {
    return { items: await this.rooms.participantsOf(room.roomId), nextCursor: null };
  }

  @Post('invite')
  @Can('participant.invite')
  @ApiResponse({ status: 201, standardSchema: participant })
  @ApiResponse({ status: 200, standardSchema: participant, description: 'They take part already' })
  async invite(
    @CurrentRoom() room: RoomAccess,
    @Body({ schema: roomInviteRequest }) body: RoomInviteRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Participant> {
    const invited = await this.inviteParticipant.run(room, body);
    response.status(invited.added ? 201 : 200);
    return invited.participant;
  }

  @Patch('participants/:userId')
  @Can('participant.changeRole')
  @ApiResponse({ status: 200, standardSchema: participant })
  change(
    @CurrentRoom() room: RoomAccess,
    @Param('userId') userId: string,
    @Body({ schema: participantRoleRequest }) body: ParticipantRoleRequest,
  ): Promise<Participant> {
    return this.changeRole.run(room, userId, body.role);
  }

  @Delete('participants/:userId')
  @Can('participant.remove')
  @HttpCode(204)
  async remove(@CurrentRoom() room: RoomAccess, @Param('userId') userId: string): Promise<void> {
    await this.removeParticipant.run(room, userId);
  }

  @Put('participants/:userId/mute')
  @Can('participant.mute')
  @ApiResponse({ status: 200, standardSchema: participant })
  mute(
    @CurrentRoom() room: RoomAccess,
    @Param('userId') userId: string,
    @Body({ schema: muteRequest }) body: MuteRequest,
  ): Promise<Participant> {
    return this.muteParticipant.run(room, userId, body.minutes);
  }

  @Delete('participants/:userId/mute')
  @Can('participant.mute')
  @HttpCode(204)
  async unmute(@CurrentRoom() room: RoomAccess, @Param('userId') userId: string): Promise<void> {
    await this.muteParticipant.lift(room, userId);
  }

  @Get('bans')
  @Can('participant.ban')
  @ApiResponse({ status: 200, standardSchema: bans })
  async bans(@CurrentRoom() room: RoomAccess): Promise<{ items: Ban[] }> {
    return { items: await this.roomBans.list(room.roomId) };
  }

  @Put('bans/:userId')
  @Can('participant.ban')
  @ApiResponse({ status: 200, standardSchema: ban })
  ban(@CurrentRoom() room: RoomAccess, @Param('userId') userId: string): Promise<Ban> {
    return this.roomBans.ban(room, userId);
  }

  @Delete('bans/:userId')
  @Can('participant.ban')
  @HttpCode(204)
  async unban(@CurrentRoom() room: RoomAccess, @Param('userId') userId: string): Promise<void> {
    await this.roomBans.lift(room, userId);
  }
}
