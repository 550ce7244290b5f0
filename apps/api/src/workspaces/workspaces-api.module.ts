import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { WorkspacesController } from './workspaces.controller.js';
import { WorkspacesModule } from './workspaces.module.js';

@Module({ imports: [AccessModule, WorkspacesModule], controllers: [WorkspacesController] })
export class WorkspacesApiModule {}
