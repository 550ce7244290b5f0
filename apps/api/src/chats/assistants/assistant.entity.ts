import type { Assistant, ReplyMode } from '#contract';
import { idColumn, timeColumn } from '#platform/db';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('assistants')
export class AssistantRow {
  @PrimaryColumn(idColumn)
  id!: string;

  @Index('assistants_room')
  @Column(idColumn)
  roomId!: string;

  @Column({ type: 'varchar', length: 40 })
  name!: string;

  @Column({ type: 'varchar', length: 32 })
  handle!: string;

  @Column({ type: 'varchar', length: 190, nullable: true })
  model!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  providerId!: string | null;

  @Column({ type: 'text' })
  systemPrompt!: string;

  @Column({ type: 'double', nullable: true })
  temperature!: number | null;

  @Column({ type: 'int', nullable: true })
  maxOutputTokens!: number | null;

  @Column({ type: 'varchar', length: 16 })
  replyMode!: ReplyMode;

  @Column({ type: 'varchar', length: 16 })
  context!: Assistant['context'];

  @Column(timeColumn)
  createdAt!: Date;

  @Column({ ...timeColumn, nullable: true })
  deletedAt!: Date | null;
}
