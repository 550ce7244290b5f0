import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a message said before it was edited (R26). */
@Entity('message_revisions')
export class MessageRevision {
  @PrimaryColumn(idColumn)
  messageId!: string;

  /** The room's `rev` of the edit that replaced this text. */
  @PrimaryColumn({ type: 'int' })
  rev!: number;

  @Column({ type: 'text' })
  content!: string;

  @Column(timeColumn)
  replacedAt!: Date;
}
