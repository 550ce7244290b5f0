import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { codePoints, type Mention, type Message, type SendMessageRequest } from '#contract';
import { AppError, calledAssistants, mentionsIn, slowModeWait } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { newId } from '#platform/ids';
import type { RoomAccess } from '../../access/access.service.js';
import type { AssistantRow } from '../assistants/assistant.entity.js';
import { AssistantsRepository } from '../assistants/assistants.repository.js';
import { RequestAnswers } from '../generations/request-answers.js';
import { ParticipantsRepository, type Person } from '../rooms/participants.repository.js';
import { RoomClock } from '../rooms/room-clock.js';
import type { RoomRow } from '../rooms/room.entity.js';
import { MessageAnnouncer } from './message-announcer.js';
import { MessageViews } from './message-views.js';
import type { MessageRow } from './message.entity.js';
import { MessagesRepository } from './messages.repository.js';

/** Answers to one message at most (Q10). */
const MAX_ANSWERS = 6;

/** More names than this are no call to anybody. */
const MAX_MENTIONS = 200;

/** What a message refers to, looked up before the transaction so that it stays short. */
interface References {
  called: AssistantRow[];
  mentions: Mention[];
}

/** A person posts a message: it is stored once, calls the assistants it names, and is told to the room (R26, R28, R36). */
@Injectable()
export class PostMessage {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly messages: MessagesRepository,
    private readonly participants: ParticipantsRepository,
    private readonly assistants: AssistantsRepository,
    private readonly clock: RoomClock,
    private readonly requestAnswers: RequestAnswers,
    private readonly announcer: MessageAnnouncer,
    private readonly views: MessageViews,
  ) {}

  /**
   * @returns the message, and whether this call made it: sending the same `clientId` again gives the same message
   * @throws AppError validation_failed, not_found (what it replies to), idempotency_mismatch, slow_mode
   */
  async run(access: RoomAccess, input: SendMessageRequest): Promise<{ message: Message; created: boolean }> {
    checkLength(input.content, this.config.env.MAX_MESSAGE_LENGTH);
    const references = await this.references(access, input);
    const outcome = await this.db.tx(() =>
      this.clock.with(access.roomId, async (tick) => {
        const clientHash = hashOf(input);
        const earlier = await this.messages.byClientId(access.roomId, access.actor.userId, input.clientId);
        if (earlier && earlier.clientHash !== clientHash) {
          throw new AppError('idempotency_mismatch', 'This clientId was sent before with another content.');
        }
        if (earlier) return { row: earlier, created: false };
        await this.keepPace(access, tick.room);
        const row: MessageRow = {
          ...BLANK,
          id: newId('message'),
          roomId: access.roomId,
          seq: tick.nextSeq(),
          rev: tick.nextRev(),
          authorId: access.actor.userId,
          clientId: input.clientId,
          clientHash,
          content: input.content,
          threadId: input.threadId ?? null,
          replyToId: input.replyToId ?? null,
          mentions: references.mentions,
          createdAt: new Date(),
        };
        await this.messages.insert([row]);
        await this.announcer.afterCommit(tick.room, 'message:created', [row]);
        if (references.called.length > 0) await this.requestAnswers.run(tick, row, references.called);
        return { row, created: true };
      }),
    );
    return { message: await this.views.one(outcome.row, access.from), created: outcome.created };
  }

  /** Refuses who is too quick for a room in slow mode, and notes the time; the room's lock is held (R19, rulings 13). */
  private async keepPace({ role, actor }: RoomAccess, room: RoomRow): Promise<void> {
    if (room.slowModeSeconds === 0) return;
    const now = new Date();
    const lastSentAt = (await this.participants.find(room.id, actor.userId))?.lastSentAt ?? null;
    const wait = slowModeWait({ role, slowModeSeconds: room.slowModeSeconds, lastSentAt, now });
    if (wait > 0) throw new AppError('slow_mode', `You can send again in ${wait} s.`, { retryAfterSeconds: wait });
    await this.participants.update(room.id, actor.userId, { lastSentAt: now });
  }

  private async references({ roomId, from }: RoomAccess, input: SendMessageRequest): Promise<References> {
    const [assistants, target, thread] = await Promise.all([
      this.assistants.ofRoom(roomId),
      this.target(roomId, from, input.replyToId),
      this.target(roomId, from, input.threadId),
    ]);
    if (thread?.threadId)
      throw new AppError('validation_failed', undefined, {
        errors: [{ path: 'threadId', message: 'A reply in a thread starts no thread.' }],
      });
    const repliedToAssistantId = target?.authorType === 'assistant' ? target.authorId : null;
    const called = calledAssistants({ text: input.content, assistants, repliedToAssistantId }).slice(0, MAX_ANSWERS);
    const byId = new Map(assistants.map((assistant) => [assistant.id, assistant]));
    return {
      called: called.map((id) => byId.get(id)!),
      mentions: mentionsIn(input.content, { users: await this.mentionable(roomId, input.content), assistants }),
    };
  }

  /** People whose names stand behind an `@`; the exact rules are `mentionsIn`'s. */
  private mentionable(roomId: string, text: string): Promise<Person[]> {
    const words = [...text.toLowerCase().matchAll(/@([a-z0-9_.-]+)/g)].map(([, word]) => word!);
    const names = words.flatMap((word) => [word, word.replace(/[.-]+$/, '')]);
    return this.participants.peopleNamed(roomId, [...new Set(names)].slice(0, MAX_MENTIONS));
  }

  private async target(roomId: string, from: number, id: string | undefined): Promise<MessageRow | null> {
    if (!id) return null;
    const row = await this.messages.byId(id);
    if (!row || row.roomId !== roomId || row.seq < from)
      throw new AppError('not_found', 'The message that this one refers to is not in this room.');
    return row;
  }
}

/** What a fresh message of a person has not. */
const BLANK = {
  kind: 'text',
  status: 'complete',
  authorType: 'user',
  variantIndex: 0,
  variantCount: 0,
  generationId: null,
  pinnedAt: null,
  editedAt: null,
  deletedAt: null,
  endedRev: null,
} as const satisfies Partial<MessageRow>;

const hashOf = ({ content, replyToId, threadId }: SendMessageRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([content, replyToId ?? null, threadId ?? null]))
    .digest('hex');

/** @throws AppError validation_failed beyond the server's limit, and for nothing but white space (R27) */
export function checkLength(content: string, max: number): void {
  const length = codePoints(content);
  const message =
    length > max
      ? `Must have at most ${max} characters; this has ${length}.`
      : content.trim() === ''
        ? 'Must not be empty.'
        : null;
  if (message) throw new AppError('validation_failed', undefined, { errors: [{ path: 'content', message }] });
}
