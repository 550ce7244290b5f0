import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  createWorkspaceRequest,
  invite,
  invitePreview,
  inviteRequest,
  member,
  page,
  pageQuery,
  workspace,
  type CreateWorkspaceRequest,
  type Invite,
  type InvitePreview,
  type InviteRequest,
  type Member,
  type PageQuery,
  type Workspace,
} from '#contract';
import type { Page } from '#domain';
import { CanInWorkspace, CanOnServer, CurrentActor, Public, SignedIn } from '../access/rule.decorator.js';
import type { Actor } from '../auth/sessions.service.js';
import { InvitesService } from './invites.service.js';
import { WorkspacesService } from './workspaces.service.js';

@ApiTags('workspaces')
@Controller()
export class WorkspacesController {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly invites: InvitesService,
  ) {}

  @Get('workspaces')
  @SignedIn()
  @ApiResponse({ status: 200, standardSchema: page(workspace) })
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<Workspace>> {
    return this.workspaces.list(actor, query.cursor, query.limit);
  }

  @Post('workspaces')
  @CanOnServer('workspace.create')
  @ApiResponse({ status: 201, standardSchema: workspace })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createWorkspaceRequest }) body: CreateWorkspaceRequest,
  ): Promise<Workspace> {
    return this.workspaces.create(actor, body);
  }

  @Get('workspaces/:id')
  @CanInWorkspace('workspace.read')
  @ApiResponse({ status: 200, standardSchema: workspace })
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Workspace> {
    return this.workspaces.get(actor, id);
  }

  @Get('workspaces/:id/members')
  @CanInWorkspace('workspace.read')
  @ApiResponse({ status: 200, standardSchema: page(member) })
  members(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<Page<Member>> {
    return this.workspaces.members(actor, id, query.cursor, query.limit);
  }

  @Post('workspaces/:id/invite')
  @CanInWorkspace('workspace.invite')
  @ApiResponse({ status: 201, standardSchema: invite })
  invite(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: inviteRequest }) body: InviteRequest,
  ): Promise<Invite> {
    return this.invites.create(actor, id, body);
  }

  @Get('invites/:code')
  @Public('invite.accept')
  @ApiResponse({ status: 200, standardSchema: invitePreview })
  preview(@Param('code') code: string): Promise<InvitePreview> {
    return this.invites.preview(code);
  }

  @Post('invites/:code/accept')
  @CanOnServer('invite.accept')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: workspace })
  accept(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<Workspace> {
    return this.invites.accept(actor, code);
  }
}
