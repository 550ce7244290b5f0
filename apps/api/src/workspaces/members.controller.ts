import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  member,
  memberRoleRequest,
  membersQuery,
  page,
  type Member,
  type MemberRoleRequest,
  type MembersQuery,
} from '#contract';
import type { Page } from '#domain';
import { CanInWorkspace, CurrentActor } from '../access/rule.decorator.js';
import type { Actor } from '../auth/sessions.service.js';
import { MembersService } from './members.service.js';
import { RemoveMember } from './remove-member.js';

@ApiTags('workspaces')
@Controller('workspaces/:id/members')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly removeMember: RemoveMember,
  ) {}

  @Get()
  @CanInWorkspace('workspace.read')
  @ApiResponse({ status: 200, standardSchema: page(member) })
  list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: membersQuery }) query: MembersQuery,
  ): Promise<Page<Member>> {
    return this.members.list(actor, id, query);
  }

  @Patch(':userId')
  @CanInWorkspace('workspace.manageMembers')
  @ApiResponse({ status: 200, standardSchema: member })
  setRole(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('userId') userId: string,
    @Body({ schema: memberRoleRequest }) body: MemberRoleRequest,
  ): Promise<Member> {
    return this.members.setRole(actor, id, userId, body.role);
  }

  /** Removes a member, for owners; everybody may leave, which is removing oneself. */
  @Delete(':userId')
  @CanInWorkspace('workspace.read')
  @HttpCode(204)
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('userId') userId: string): Promise<void> {
    await this.removeMember.run(actor, id, userId);
  }
}
