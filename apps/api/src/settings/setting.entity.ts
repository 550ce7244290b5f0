import { timeColumn } from '#platform/db';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that is decided once for the whole server. */
@Entity('settings')
export class Setting {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name!: string;

  @Column({ type: 'text' })
  value!: string;

  @Column(timeColumn)
  updatedAt!: Date;
}
