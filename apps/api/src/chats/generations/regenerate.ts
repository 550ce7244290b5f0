import { Injectable } from '@nestjs/common';
import type { Message, RegenerateRequest } from '#contract';
import { AppError, isTerminal } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { newId } from '#platform/ids';
import type { RoomAccess } from '../../access/access.service.js';
import { AssistantsRepository } from '../assistants/assistants.repository.js';
import { MessageAnnouncer } from '../messages/message-announcer.js';
import { MessageViews } from '../messages/message-views.js';
import type { MessageRow } from '../messages/message.entity.js';
import { MessagesRepository } from '../messages/messages.repository.js';
import { RoomClock, type RoomTick } from '../rooms/room-clock.js';
import { GenerationsRepository } from './generations.repository.js';
import { newGeneration } from './request-answers.js';
import { RoomQueue } from './room-queue.js';

/** Asks again: the message keeps its id and, until the first new token, its former text (rulings 14). */
@Injectable()
export class Regenerate {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly messages: MessagesRepository,
    private readonly generations: GenerationsRepository,
    private readonly assistants: AssistantsRepository,
    private readonly clock: RoomClock,
    private readonly queue: RoomQueue,
    private readonly announcer: MessageAnnouncer,
    private readonly views: MessageViews,
  ) {}

  /**
   * A new variant of an answer.
   * @throws AppError not_found, conflict (not an answer), generation_running, queue_full
   */
  async run(access: RoomAccess, messageId: string, input: RegenerateRequest): Promise<Message> {
    return this.requeue(access, messageId, async (message) => {
      const former = await this.generations.byId(message.generationId!);
      const authorId = input.assistantId ?? message.authorId!;
      const assistant = await this.assistants.byId(authorId);
      if (!former || !assistant || assistant.roomId !== access.roomId || assistant.deletedAt)
        throw new AppError('not_found');
      const variant = message.variantCount;
      const change = { authorId, generationId: newId('generation'), variantIndex: variant, variantCount: variant + 1 };
      const row = newGeneration(
        { ...message, ...change },
        { triggerMessageId: former.triggerMessageId, requestedBy: access.actor.userId, variant },
      );
      await this.generations.insert([{ ...row, requestedModel: input.model ?? null }]);
      return change;
    });
  }

  /**
   * Another attempt of a failed variant.
   * @throws AppError not_found, conflict (it did not fail), queue_full
   */
  async retry(access: RoomAccess, generationId: string): Promise<Message> {
    const generation = await this.generations.byId(generationId);
    if (!generation) throw new AppError('not_found');
    return this.requeue(access, generation.messageId, async (message) => {
      const row = await this.generations.byId(generationId);
      if (row?.status !== 'failed' || message.generationId !== generationId)
        throw new AppError('conflict', 'Only a failed answer can be tried again.');
      await this.generations.update(generationId, {
        status: 'queued',
        queueOrder: message.rev,
        askedAtAttempt: row.attempt,
        requestedBy: access.actor.userId,
        stopRequestedAt: null,
        endedAt: null,
        errorCode: null,
        errorDetail: null,
      });
      return {};
    });
  }

  /** Puts the message back into the queue; `change` works on the message with its new `rev`. */
  private requeue(
    access: RoomAccess,
    messageId: string,
    change: (message: MessageRow, tick: RoomTick) => Promise<Partial<MessageRow>>,
  ): Promise<Message> {
    return this.db
      .tx(() =>
        this.clock.with(access.roomId, async (tick) => {
          const message = await this.messages.byId(messageId);
          if (!message || message.deletedAt || message.seq < access.from) throw new AppError('not_found');
          if (message.kind !== 'assistant') throw new AppError('conflict', 'Only an answer can be asked for again.');
          if (!isTerminal(message.status)) throw new AppError('generation_running');
          await this.checkCap(access);
          const touched: MessageRow = { ...message, status: 'queued', rev: tick.nextRev() };
          const next: MessageRow = { ...touched, ...(await change(touched, tick)) };
          await this.messages.update(messageId, next);
          await this.announcer.afterCommit(tick.room, 'message:updated', [next]);
          await this.queue.advance(tick);
          return next;
        }),
      )
      .then((row) => this.views.one(row, access.from));
  }

  private async checkCap({ roomId, actor }: RoomAccess): Promise<void> {
    const own = await this.queue.waitingOf(roomId, actor.userId);
    if (own >= this.config.env.ROOM_QUEUE_PER_USER)
      throw new AppError('queue_full', undefined, { retryAfterSeconds: 5 });
  }
}
