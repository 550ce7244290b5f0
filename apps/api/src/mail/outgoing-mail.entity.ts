import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A mail that is to go out: the row is the truth, the job only runs it. */
@Entity('outgoing_mails')
export class OutgoingMail {
  @PrimaryColumn(idColumn)
  id!: string;

  /** Addressee, subject and text, sealed: a text may hold a one-time link. */
  @Column({ type: 'text' })
  sealed!: string;

  @Column({ type: 'int' })
  attempts!: number;

  @Column(timeColumn)
  createdAt!: Date;

  /** Not before. */
  @Index('outgoing_mails_due')
  @Column(timeColumn)
  dueAt!: Date;

  @Column({ ...timeColumn, nullable: true })
  sentAt!: Date | null;

  /** When it was given up. */
  @Column({ ...timeColumn, nullable: true })
  failedAt!: Date | null;
}
