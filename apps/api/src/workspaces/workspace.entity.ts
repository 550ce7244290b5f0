import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('workspaces')
export class WorkspaceRow {
  @PrimaryColumn(idColumn)
  id!: string;

  @Column({ type: 'varchar', length: 80 })
  name!: string;

  @Column({ type: 'varchar', length: 500 })
  description!: string;

  /** New users become members of the default workspace (rulings 19). */
  @Column({ type: 'boolean' })
  isDefault!: boolean;

  @Column(idColumn)
  createdBy!: string;

  @Column(timeColumn)
  createdAt!: Date;

  @Column({ ...idColumn, nullable: true })
  pictureFileId!: string | null;

  @Column({ ...timeColumn, nullable: true })
  deletedAt!: Date | null;
}
