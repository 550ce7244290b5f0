import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.js';
import { InvitesService } from './invites.service.js';
import { LeaveAllWorkspaces } from './leave-all-workspaces.js';
import { WorkspacesRepository } from './workspaces.repository.js';
import { WorkspacesService } from './workspaces.service.js';

@Module({
  imports: [UsersModule],
  providers: [WorkspacesRepository, WorkspacesService, InvitesService, LeaveAllWorkspaces],
  exports: [WorkspacesService, InvitesService, LeaveAllWorkspaces],
})
export class WorkspacesModule {}
