import { Injectable } from '@nestjs/common';
import { GENERATION_ERRORS } from '#contract';
import { Config } from '#platform/config';
import { newId } from '#platform/ids';
import type { AssistantRow } from '../assistants/assistant.entity.js';
import { MessageAnnouncer } from '../messages/message-announcer.js';
import type { MessageRow } from '../messages/message.entity.js';
import { MessagesRepository } from '../messages/messages.repository.js';
import type { RoomTick } from '../rooms/room-clock.js';
import type { GenerationRow } from './generation.entity.js';
import { GenerationsRepository } from './generations.repository.js';
import { RoomQueue } from './room-queue.js';

/** Has assistants answer a message: a placeholder each, in the order named, and a place in the room's queue. */
@Injectable()
export class RequestAnswers {
  constructor(
    private readonly config: Config,
    private readonly messages: MessagesRepository,
    private readonly generations: GenerationsRepository,
    private readonly announcer: MessageAnnouncer,
    private readonly queue: RoomQueue,
  ) {}

  /** In the transaction that stores `trigger`. Beyond the cap an assistant answers with a `failed` placeholder (rulings 13). */
  async run(tick: RoomTick, trigger: MessageRow, assistants: readonly AssistantRow[]): Promise<void> {
    const asker = trigger.authorId!;
    let free = this.config.env.ROOM_QUEUE_PER_USER - (await this.queue.waitingOf(tick.room.id, asker));
    const answers = assistants.map((assistant) => placeholder(tick, trigger, assistant, asker, free-- > 0));
    await this.messages.insert(answers.map(({ message }) => message));
    await this.generations.insert(answers.map(({ generation }) => generation));
    await this.announcer.afterCommit(
      tick.room,
      'message:created',
      answers.map(({ message }) => message),
      { assistants, generations: answers.map(({ generation }) => generation), replies: [trigger] },
    );
    await this.queue.advance(tick);
  }
}

function placeholder(
  tick: RoomTick,
  trigger: MessageRow,
  assistant: AssistantRow,
  asker: string,
  accepted: boolean,
): { message: MessageRow; generation: GenerationRow } {
  const status = accepted ? 'queued' : 'failed';
  const message: MessageRow = {
    ...trigger,
    id: newId('message'),
    seq: tick.nextSeq(),
    rev: tick.nextRev(),
    kind: 'assistant',
    status,
    authorType: 'assistant',
    authorId: assistant.id,
    clientId: null,
    clientHash: null,
    content: '',
    replyToId: trigger.id,
    mentions: [],
    variantIndex: 0,
    variantCount: 1,
    generationId: newId('generation'),
  };
  const generation: GenerationRow = {
    ...newGeneration(message, { triggerMessageId: trigger.id, requestedBy: asker, variant: 0 }),
    status,
    ...(accepted
      ? {}
      : { errorCode: 'queue_full', errorDetail: GENERATION_ERRORS.queue_full, endedAt: message.createdAt }),
  };
  return { message, generation };
}

/** A generation that waits for its turn; it takes its place in the queue by the `rev` of its message. */
export function newGeneration(
  message: MessageRow,
  request: Pick<GenerationRow, 'triggerMessageId' | 'requestedBy' | 'variant'>,
): GenerationRow {
  return {
    ...request,
    id: message.generationId!,
    roomId: message.roomId,
    messageId: message.id,
    assistantId: message.authorId!,
    attempt: 0,
    askedAtAttempt: 0,
    status: 'queued',
    liveRoomId: null,
    queueOrder: message.rev,
    requestedModel: null,
    model: null,
    provider: null,
    text: '',
    thinking: '',
    leaseId: null,
    leaseUntil: null,
    stopRequestedAt: null,
    stopRequestedBy: null,
    createdAt: new Date(),
    startedAt: null,
    firstTokenAt: null,
    endedAt: null,
    errorCode: null,
    errorDetail: null,
    inputTokens: null,
    outputTokens: null,
    tokensEstimated: false,
    saw: null,
  };
}
