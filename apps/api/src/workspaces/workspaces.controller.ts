import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  createWorkspaceRequest,
  deleteWorkspaceRequest,
  handOverRequest,
  page,
  pageQuery,
  updateWorkspaceRequest,
  workspace,
  type CreateWorkspaceRequest,
  type DeleteWorkspaceRequest,
  type HandOverRequest,
  type PageQuery,
  type UpdateWorkspaceRequest,
  type Workspace,
} from '#contract';
import type { Page } from '#domain';
import { CanInWorkspace, CanOnServer, Confirmed, CurrentActor, SignedIn } from '../access/rule.decorator.js';
import type { Actor } from '../auth/sessions.service.js';
import { DeleteWorkspace } from './delete-workspace.js';
import { MembersService } from './members.service.js';
import { WorkspacesService } from './workspaces.service.js';

@ApiTags('workspaces')
@Controller('workspaces')
export class WorkspacesController {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly members: MembersService,
    private readonly deleteWorkspace: DeleteWorkspace,
  ) {}

  @Get()
  @SignedIn()
  @ApiResponse({ status: 200, standardSchema: page(workspace) })
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<Workspace>> {
    return this.workspaces.list(actor, query.cursor, query.limit);
  }

  @Post()
  @CanOnServer('workspace.create')
  @ApiResponse({ status: 201, standardSchema: workspace })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createWorkspaceRequest }) body: CreateWorkspaceRequest,
  ): Promise<Workspace> {
    return this.workspaces.create(actor, body);
  }

  @Get(':id')
  @CanInWorkspace('workspace.read')
  @ApiResponse({ status: 200, standardSchema: workspace })
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Workspace> {
    return this.workspaces.get(actor, id);
  }

  @Patch(':id')
  @CanInWorkspace('workspace.update')
  @ApiResponse({ status: 200, standardSchema: workspace })
  update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: updateWorkspaceRequest }) body: UpdateWorkspaceRequest,
  ): Promise<Workspace> {
    return this.workspaces.update(actor, id, body);
  }

  /** The body holds the name of the workspace, typed in. */
  @Delete(':id')
  @CanInWorkspace('workspace.delete')
  @Confirmed()
  @HttpCode(204)
  async delete(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: deleteWorkspaceRequest }) body: DeleteWorkspaceRequest,
  ): Promise<void> {
    await this.deleteWorkspace.run(actor, id, body.name);
  }

  /** Makes another member its owner; the caller stays as a member. */
  @Post(':id/transfer')
  @CanInWorkspace('workspace.manageMembers')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: workspace })
  transfer(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: handOverRequest }) body: HandOverRequest,
  ): Promise<Workspace> {
    return this.members.handOver(actor, id, body.userId);
  }
}
