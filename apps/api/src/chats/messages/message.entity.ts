import type { Author, Mention, MessageKind, MessageStatus } from '#contract';
import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('messages')
@Index('messages_seq', ['roomId', 'seq'], { unique: true })
@Index('messages_rev', ['roomId', 'rev'])
@Index('messages_client_id', ['roomId', 'authorId', 'clientId'], { unique: true })
@Index('messages_thread', ['threadId', 'seq'])
export class MessageRow {
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  roomId!: string;

  @Column({ type: 'int' })
  seq!: number;

  @Column({ type: 'int' })
  rev!: number;

  @Column({ type: 'varchar', length: 16 })
  kind!: MessageKind;

  @Column({ type: 'varchar', length: 16 })
  status!: MessageStatus;

  @Column({ type: 'varchar', length: 16 })
  authorType!: Author['type'];

  /** A user's or an assistant's id; null for the system. */
  @Column({ ...idColumn, nullable: true })
  authorId!: string | null;

  /** Made by the client; sending twice makes one message (R28). */
  @Column({ type: 'varchar', length: 64, nullable: true })
  clientId!: string | null;

  /** SHA-256 of what was sent under `clientId`, to tell a repetition from a mistake (rulings 12). */
  @Column({ type: 'varchar', length: 64, nullable: true })
  clientHash!: string | null;

  /** Markdown source; empty once deleted. */
  @Column({ type: 'text' })
  content!: string;

  @Column({ ...idColumn, nullable: true })
  threadId!: string | null;

  @Index('messages_reply_to')
  @Column({ ...idColumn, nullable: true })
  replyToId!: string | null;

  @Column({ type: 'simple-json' })
  mentions!: Mention[];

  /** Which variant of an answer is the room's current one, from 0. */
  @Column({ type: 'int' })
  variantIndex!: number;

  @Column({ type: 'int' })
  variantCount!: number;

  /** The generation whose answer this is now. */
  @Column({ ...idColumn, nullable: true })
  generationId!: string | null;

  @Column({ ...timeColumn, nullable: true })
  pinnedAt!: Date | null;

  @Column({ ...timeColumn, nullable: true })
  editedAt!: Date | null;

  @Column({ ...timeColumn, nullable: true })
  deletedAt!: Date | null;

  /** The room's `rev` at which an answer ended: what makes it unread, once (rulings 5). */
  @Column({ type: 'int', nullable: true })
  endedRev!: number | null;

  @Column(timeColumn)
  createdAt!: Date;
}
