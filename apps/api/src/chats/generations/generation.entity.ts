import type { GenerationErrorCode, GenerationStatus } from '#contract';
import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One answer (or variant) of an assistant, with its attempts (rulings 1). The row is the truth about who may write the
 * answer: the worker that holds the lease, and nobody else (Q4).
 */
@Entity('generations')
@Index('generations_room_status', ['roomId', 'status'])
@Index('generations_message', ['messageId', 'variant'], { unique: true })
@Index('generations_lease', ['status', 'leaseUntil'])
export class GenerationRow {
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  roomId!: string;

  /** The assistant's message that this answer fills. */
  @Column(idColumn)
  messageId!: string;

  @Column(idColumn)
  assistantId!: string;

  /** The person's message that called the assistant. */
  @Column(idColumn)
  triggerMessageId!: string;

  @Column(idColumn)
  requestedBy!: string;

  @Column({ type: 'int' })
  variant!: number;

  @Column({ type: 'int' })
  attempt!: number;

  /** The attempt before the first of this asking: a Retry starts to count anew. */
  @Column({ type: 'int' })
  askedAtAttempt!: number;

  @Column({ type: 'varchar', length: 16 })
  status!: GenerationStatus;

  /** The room's id while it is this one's turn, else null; unique, so that two live ones are impossible. */
  @Index('generations_live', { unique: true })
  @Column({ ...idColumn, nullable: true })
  liveRoomId!: string | null;

  /** Place among the requests of the room, rising. */
  @Column({ type: 'int' })
  queueOrder!: number;

  /** A model asked for by name, instead of the assistant's. */
  @Column({ type: 'varchar', length: 190, nullable: true })
  requestedModel!: string | null;

  @Column({ type: 'varchar', length: 190, nullable: true })
  model!: string | null;

  @Column({ type: 'varchar', length: 80, nullable: true })
  provider!: string | null;

  /** What is written so far, saved at least every second or 2 KB (Q3). */
  @Column({ type: 'text' })
  text!: string;

  @Column({ type: 'text' })
  thinking!: string;

  /** Fresh for each claim; every checkpoint is conditional on it. */
  @Column({ ...idColumn, nullable: true })
  leaseId!: string | null;

  @Column({ ...timeColumn, nullable: true })
  leaseUntil!: Date | null;

  @Column({ ...timeColumn, nullable: true })
  stopRequestedAt!: Date | null;

  @Column({ ...idColumn, nullable: true })
  stopRequestedBy!: string | null;

  @Column(timeColumn)
  createdAt!: Date;

  @Column({ ...timeColumn, nullable: true })
  startedAt!: Date | null;

  @Column({ ...timeColumn, nullable: true })
  firstTokenAt!: Date | null;

  @Column({ ...timeColumn, nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  errorCode!: GenerationErrorCode | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  errorDetail!: string | null;

  @Column({ type: 'int', nullable: true })
  inputTokens!: number | null;

  @Column({ type: 'int', nullable: true })
  outputTokens!: number | null;

  @Column({ type: 'boolean' })
  tokensEstimated!: boolean;

  /** Ids of what the model saw (Q9). */
  @Column({ type: 'simple-json', nullable: true })
  saw!: { messageIds: string[] } | null;
}
