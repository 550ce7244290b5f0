import { Injectable } from '@nestjs/common';
import type { Author, Message, User } from '#contract';
import { UsersService } from '../../users/users.service.js';
import type { AssistantRow } from '../assistants/assistant.entity.js';
import { AssistantsRepository } from '../assistants/assistants.repository.js';
import type { GenerationRow } from '../generations/generation.entity.js';
import { presentGeneration } from '../generations/generations.presenter.js';
import { GenerationsRepository } from '../generations/generations.repository.js';
import type { MessageRow } from './message.entity.js';
import { MessagesRepository } from './messages.repository.js';

const EXCERPT_LENGTH = 140;

interface Relations {
  users: Map<string, User>;
  assistants: Map<string, AssistantRow>;
  generations: Map<string, GenerationRow>;
  replies: Map<string, MessageRow>;
}

/** Rows that the caller has at hand, so that they are not read again. */
export interface Known {
  assistants?: readonly AssistantRow[];
  generations?: readonly GenerationRow[];
  replies?: readonly MessageRow[];
}

const unique = (ids: (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

/** Rows → messages as everybody who may read the room sees them: the same in answers and events, four queries for any number. */
@Injectable()
export class MessageViews {
  constructor(
    private readonly users: UsersService,
    private readonly assistants: AssistantsRepository,
    private readonly generations: GenerationsRepository,
    private readonly messages: MessagesRepository,
  ) {}

  /** @param from the lowest `seq` that the reader may read: a quote of something before it stays away */
  async one(row: MessageRow, from?: number): Promise<Message> {
    const [message] = await this.many([row], {}, from);
    return message!;
  }

  /** @param from as for `one` */
  async many(rows: readonly MessageRow[], known: Known = {}, from = 1): Promise<Message[]> {
    const replyIds = unique(rows.map((row) => row.replyToId));
    const replies = await together(replyIds, known.replies, (ids) => this.messages.byIds(ids));
    const authored = [...rows, ...replies.values()];
    const authorsOf = (type: Author['type']): string[] =>
      unique(authored.map((row) => (row.authorType === type ? row.authorId : null)));
    const generationIds = unique(rows.map((row) => row.generationId));
    const [users, assistants, generations] = await Promise.all([
      this.users.views(authorsOf('user')),
      together(authorsOf('assistant'), known.assistants, (ids) => this.assistants.byIds(ids)),
      together(generationIds, known.generations, (ids) => this.generations.byIds(ids)),
    ]);
    for (const [id, { seq }] of replies) if (seq < from) replies.delete(id);
    const relations = { users, assistants, generations, replies };
    return rows.map((row) => present(row, relations));
  }
}

/** The rows of these ids: those at hand, and the others by one query. */
async function together<T extends { id: string }>(
  ids: readonly string[],
  known: readonly T[] = [],
  find: (ids: string[]) => Promise<T[]>,
): Promise<Map<string, T>> {
  const missing = ids.filter((id) => !known.some((row) => row.id === id));
  return new Map([...known, ...(await find(missing))].map((row) => [row.id, row]));
}

function present(row: MessageRow, relations: Relations): Message {
  const generation = row.generationId ? relations.generations.get(row.generationId) : undefined;
  const deleted = row.deletedAt !== null;
  // While an answer streams, what is saved of it stands for it; before its first token, the former variant does.
  const content = row.status === 'streaming' ? generation?.text || row.content : row.content;
  return {
    id: row.id,
    roomId: row.roomId,
    seq: row.seq,
    rev: row.rev,
    kind: row.kind,
    status: row.status,
    author: authorOf(row, relations),
    content: deleted ? '' : content,
    ...(generation?.thinking && !deleted ? { parts: [{ kind: 'thinking' as const, text: generation.thinking }] } : {}),
    clientId: row.clientId,
    threadId: row.threadId,
    replyTo: replyOf(row, relations),
    files: [],
    reactions: [],
    mentions: deleted ? [] : row.mentions,
    ...(row.kind === 'assistant' ? { variant: { index: row.variantIndex, count: row.variantCount } } : {}),
    pinnedAt: row.pinnedAt?.toISOString() ?? null,
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    ...(generation ? { generation: presentGeneration(generation) } : {}),
  };
}

function authorOf(row: MessageRow, { users, assistants }: Relations): Author {
  const id = row.authorId ?? '';
  if (row.authorType === 'user') return { id, type: 'user', name: users.get(id)?.displayName ?? 'Deleted user' };
  if (row.authorType === 'assistant') return { id, type: 'assistant', name: assistants.get(id)?.name ?? 'Assistant' };
  return { id, type: 'system', name: 'Colloquy' };
}

function replyOf(row: MessageRow, relations: Relations): Message['replyTo'] {
  const target = row.replyToId ? relations.replies.get(row.replyToId) : undefined;
  if (!target) return null;
  const excerpt = target.deletedAt ? '' : [...target.content].slice(0, EXCERPT_LENGTH).join('');
  return { id: target.id, seq: target.seq, author: authorOf(target, relations), excerpt };
}
