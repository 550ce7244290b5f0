import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  invite,
  invitePreview,
  inviteRequest,
  myInvites,
  openInvite,
  page,
  pageQuery,
  workspace,
  type Invite,
  type InvitePreview,
  type InviteRequest,
  type MyInvites,
  type OpenInvite,
  type PageQuery,
  type Workspace,
} from '#contract';
import type { Page } from '#domain';
import {
  CanInWorkspace,
  CanOnServer,
  CurrentActor,
  CurrentVisitor,
  Public,
  SignedIn,
} from '../access/rule.decorator.js';
import type { Actor } from '../auth/sessions.service.js';
import { CreateInvite } from './create-invite.js';
import { InvitesService } from './invites.service.js';
import { OpenInvitesService } from './open-invites.service.js';

@ApiTags('workspaces')
@Controller()
export class InvitesController {
  constructor(
    private readonly createInvite: CreateInvite,
    private readonly openInvites: OpenInvitesService,
    private readonly invites: InvitesService,
  ) {}

  @Post('workspaces/:id/invite')
  @CanInWorkspace('workspace.invite')
  @ApiResponse({ status: 201, standardSchema: invite })
  create(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: inviteRequest }) body: InviteRequest,
  ): Promise<Invite> {
    return this.createInvite.run(actor, id, body);
  }

  /** All that are out for those who manage the members, their own for others. */
  @Get('workspaces/:id/invites')
  @CanInWorkspace('workspace.invite')
  @ApiResponse({ status: 200, standardSchema: page(openInvite) })
  list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<Page<OpenInvite>> {
    return this.openInvites.list(actor, id, query);
  }

  @Delete('workspaces/:id/invites/:inviteId')
  @CanInWorkspace('workspace.invite')
  @HttpCode(204)
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('inviteId') inviteId: string,
  ): Promise<void> {
    await this.openInvites.revoke(actor, id, inviteId);
  }

  @Get('invites')
  @SignedIn()
  @ApiResponse({ status: 200, standardSchema: myInvites })
  async mine(@CurrentActor() actor: Actor): Promise<MyInvites> {
    return { items: await this.invites.mine(actor) };
  }

  @Get('invites/:code')
  @Public('invite.accept')
  @ApiResponse({ status: 200, standardSchema: invitePreview })
  preview(@CurrentVisitor() visitor: Actor | null, @Param('code') code: string): Promise<InvitePreview> {
    return this.invites.preview(code, visitor?.userId ?? null);
  }

  @Post('invites/:code/accept')
  @CanOnServer('invite.accept')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: workspace })
  accept(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<Workspace> {
    return this.invites.accept(actor, code);
  }

  /** Declines an invitation that names the caller. */
  @Delete('invites/:code')
  @CanOnServer('invite.accept')
  @HttpCode(204)
  async decline(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<void> {
    await this.invites.decline(actor, code);
  }
}
