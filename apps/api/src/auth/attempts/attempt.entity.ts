import { timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One try at a secret that failed or is under way (R9). */
@Entity('attempts')
@Index('attempts_bucket', ['bucket', 'at'])
export class Attempt {
  @PrimaryGeneratedColumn({ type: 'int' })
  id!: number;

  /** Whose tries are counted together, such as `login:account:…` or `login:address:…`. */
  @Column({ type: 'varchar', length: 120 })
  bucket!: string;

  @Index('attempts_at')
  @Column(timeColumn)
  at!: Date;

  /** Not yet known whether it was right: taken away when it was, a failure from then on when it was not. */
  @Column({ type: 'boolean' })
  underWay!: boolean;
}
