import type { WorkspaceRole } from '#contract';
import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('workspace_members')
export class WorkspaceMember {
  @PrimaryColumn(idColumn)
  workspaceId!: string;

  @Index('workspace_members_user')
  @PrimaryColumn(idColumn)
  userId!: string;

  @Column({ type: 'varchar', length: 16 })
  role!: WorkspaceRole;

  @Column(timeColumn)
  joinedAt!: Date;
}
