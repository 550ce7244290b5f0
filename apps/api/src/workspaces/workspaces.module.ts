import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module.js';
import { InsightModule } from '../insight/insight.module.js';
import { MailModule } from '../mail/mail.module.js';
import { UsersModule } from '../users/users.module.js';
import { CreateInvite } from './create-invite.js';
import { DeleteWorkspace } from './delete-workspace.js';
import { InvitesRepository } from './invites.repository.js';
import { InvitesService } from './invites.service.js';
import { LeaveAllWorkspaces } from './leave-all-workspaces.js';
import { MembersRepository } from './members.repository.js';
import { MembersService } from './members.service.js';
import { OpenInvitesService } from './open-invites.service.js';
import { RemoveMember } from './remove-member.js';
import { WorkspaceAnnouncer } from './workspace-announcer.js';
import { WorkspaceLock } from './workspace-lock.js';
import { WorkspaceTenants } from './workspace-tenants.service.js';
import { WorkspacesRepository } from './workspaces.repository.js';
import { WorkspacesService } from './workspaces.service.js';

const workspaces = [WorkspacesRepository, WorkspaceLock, WorkspaceAnnouncer, WorkspacesService, DeleteWorkspace];
const members = [MembersRepository, MembersService, RemoveMember];
const invites = [InvitesRepository, InvitesService, OpenInvitesService, CreateInvite];

/** Workspaces, their members and the invitations into them. */
@Module({
  imports: [FilesModule, InsightModule, MailModule, UsersModule],
  providers: [...workspaces, ...members, ...invites, WorkspaceTenants, LeaveAllWorkspaces],
  exports: [...workspaces, ...members, ...invites, WorkspaceTenants, LeaveAllWorkspaces],
})
export class WorkspacesModule {}
