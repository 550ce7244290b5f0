import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { InvitesController } from './invites.controller.js';
import { MembersController } from './members.controller.js';
import { WorkspacesController } from './workspaces.controller.js';
import { WorkspacesModule } from './workspaces.module.js';

@Module({
  imports: [AccessModule, WorkspacesModule],
  controllers: [WorkspacesController, MembersController, InvitesController],
})
export class WorkspacesApiModule {}
