import { Column, Entity, PrimaryColumn } from 'typeorm';
import { timeColumn } from '../db/index.js';

/** A secret of the server's own making, sealed under the master key. */
@Entity('secrets')
export class Secret {
  @PrimaryColumn({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'text' })
  sealed!: string;

  @Column(timeColumn)
  createdAt!: Date;
}
