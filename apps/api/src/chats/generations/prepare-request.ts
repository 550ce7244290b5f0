import { Injectable } from '@nestjs/common';
import { buildContext, type ContextMessage } from '#domain';
import { countTokens, type ChatRequest } from '#inference';
import { Config } from '#platform/config';
import { UsersService } from '../../users/users.service.js';
import { AssistantsRepository } from '../assistants/assistants.repository.js';
import type { MessageRow } from '../messages/message.entity.js';
import { MessagesRepository } from '../messages/messages.repository.js';
import { ParticipantsRepository } from '../rooms/participants.repository.js';
import { RoomsRepository } from '../rooms/rooms.repository.js';
import type { GenerationRow } from './generation.entity.js';

/** Until a provider tells its model's window, one that today's small models have. */
const WINDOW_TOKENS = 16_000;
const ANSWER_TOKENS = 2_000;

export interface PreparedRequest {
  request: Omit<ChatRequest, 'model'>;
  /** Which model the assistant is to speak through. */
  wanted: { providerId: string | null; model: string | null };
  saw: { messageIds: string[] };
  /** An estimate, for providers that don't count. */
  inputTokens: number;
}

/** Puts together what a model is asked: who the assistant is, who takes part, and what was said (R37, R38). */
@Injectable()
export class PrepareRequest {
  constructor(
    private readonly config: Config,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly assistants: AssistantsRepository,
    private readonly messages: MessagesRepository,
    private readonly users: UsersService,
  ) {}

  /** Null when the room, the assistant or the question is gone. */
  async run(generation: GenerationRow): Promise<PreparedRequest | null> {
    const [room, assistant, trigger, people, colleagues] = await Promise.all([
      this.rooms.byId(generation.roomId),
      this.assistants.byId(generation.assistantId),
      this.messages.byId(generation.triggerMessageId),
      this.participants.people(generation.roomId),
      this.assistants.ofRoom(generation.roomId),
    ]);
    if (!room || !assistant || !trigger || trigger.deletedAt) return null;
    // An answer may draw on what every present participant may read (rulings 23).
    const from =
      room.history === 'since_join'
        ? Math.max(room.firstSeq, ...people.map(({ joinedSeq }) => joinedSeq + 1))
        : room.firstSeq;
    const rows = await this.messages.forContext(
      room.id,
      { from: Math.min(from, trigger.seq), to: trigger.seq },
      this.config.env.MAX_CHAT_HISTORY,
    );
    const present = new Set(people.map(({ id }) => id));
    const gone = await this.users.views(authors(rows, 'user').filter((id) => !present.has(id)));
    const others = await this.assistants.byIds(authors(rows, 'assistant'));
    const speakers = new Map(
      [...people, ...gone.values()]
        .map(({ id, displayName, username }) => [id, { name: displayName, username }] as const)
        .concat(others.map(({ id, name, handle }) => [id, { name, username: handle }] as const)),
    );
    const { system, turns, saw } = buildContext({
      assistant,
      room,
      participants: [
        ...people,
        ...colleagues.map(({ name, handle }) => ({ displayName: name, username: handle, isAssistant: true })),
      ],
      now: new Date().toISOString(),
      messages: rows.map((row) => contextMessage(row, speakers)),
      budgetTokens: WINDOW_TOKENS,
      reserveTokens: assistant.maxOutputTokens ?? ANSWER_TOKENS,
      countTokens,
    });
    return {
      request: { system, turns, temperature: assistant.temperature, maxOutputTokens: assistant.maxOutputTokens },
      wanted: { providerId: assistant.providerId, model: generation.requestedModel ?? assistant.model },
      saw,
      inputTokens: countTokens(system) + turns.reduce((sum, turn) => sum + countTokens(turn.text), 0),
    };
  }
}

const authors = (rows: readonly MessageRow[], type: MessageRow['authorType']): string[] => [
  ...new Set(rows.flatMap((row) => (row.authorType === type && row.authorId ? [row.authorId] : []))),
];

const GONE = { name: 'Deleted user', username: 'deleted' };

const contextMessage = (row: MessageRow, speakers: ReadonlyMap<string, ContextMessage['speaker']>): ContextMessage => ({
  id: row.id,
  seq: row.seq,
  authorId: row.authorId ?? '',
  authorType: row.authorType,
  speaker: speakers.get(row.authorId ?? '') ?? GONE,
  text: row.content,
});
