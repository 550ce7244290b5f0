import { z } from 'zod';
import { file } from './files.js';
import { generation } from './generations.js';
import { fileId, messageId, pageLimit, roomId, timestamp, typedText, userId } from './primitives.js';

export const messageKind = z.enum(['text', 'command', 'assistant', 'system']);
export type MessageKind = z.infer<typeof messageKind>;

export const messageStatus = z.enum(['queued', 'streaming', 'complete', 'stopped', 'failed']);
export type MessageStatus = z.infer<typeof messageStatus>;

export const author = z
  .object({ id: z.string(), name: z.string(), type: z.enum(['user', 'assistant', 'system']) })
  .meta({ id: 'Author' });
export type Author = z.infer<typeof author>;

export const mention = z
  .object({ type: z.enum(['user', 'assistant', 'room']), id: z.string(), name: z.string() })
  .meta({ id: 'Mention' });
export type Mention = z.infer<typeof mention>;

export const reaction = z
  .object({ emoji: z.string(), count: z.number().int(), userIds: z.array(userId) })
  .meta({ id: 'Reaction' });

export const messagePart = z
  .object({ kind: z.enum(['thinking', 'tool', 'citation']), text: z.string() })
  .meta({ id: 'MessagePart' });

export const message = z
  .object({
    id: messageId,
    roomId,
    seq: z.number().int(),
    rev: z.number().int(),
    kind: messageKind,
    status: messageStatus,
    author,
    content: z.string().meta({ description: 'Markdown source; empty when deleted' }),
    parts: z.array(messagePart).optional(),
    clientId: z.string().nullable(),
    threadId: messageId.nullable(),
    replyTo: z.object({ id: messageId, seq: z.number().int(), author, excerpt: z.string() }).nullable(),
    files: z.array(file),
    reactions: z.array(reaction),
    mentions: z.array(mention),
    variant: z.object({ index: z.number().int(), count: z.number().int() }).optional(),
    pinnedAt: timestamp.nullable(),
    editedAt: timestamp.nullable(),
    deletedAt: timestamp.nullable(),
    createdAt: timestamp,
    generation: generation.optional(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof message>;

/** Upper bound of the contract; the server's `MAX_MESSAGE_LENGTH` (R27) decides below it. */
const content = typedText({ min: 1, max: 100_000, trim: false });

const outgoing = {
  content,
  clientId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,64}$/, 'Use 8 to 64 of A–Z, a–z, 0–9, “_” and “-”.')
    .meta({ description: 'Made by the client, once per message: sending again with it makes no second message' }),
  replyToId: messageId.optional(),
  threadId: messageId.optional(),
  fileIds: z.array(fileId).max(0, 'Files cannot be attached yet.').optional(),
};

export const sendMessageRequest = z.strictObject(outgoing).meta({ id: 'SendMessageRequest' });
export type SendMessageRequest = z.infer<typeof sendMessageRequest>;

export const editMessageRequest = z.strictObject({ content }).meta({ id: 'EditMessageRequest' });
export type EditMessageRequest = z.infer<typeof editMessageRequest>;

const seqPosition = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const historyQuery = z
  .strictObject({
    before: seqPosition.optional(),
    after: seqPosition.optional(),
    around: seqPosition.optional(),
    limit: pageLimit,
  })
  .refine(
    (q) => [q.before, q.after, q.around].filter((p) => p !== undefined).length <= 1,
    'Give at most one of before, after and around.',
  );
export type HistoryQuery = z.infer<typeof historyQuery>;

export const historyPage = z
  .object({ items: z.array(message), hasBefore: z.boolean(), hasAfter: z.boolean() })
  .meta({ id: 'HistoryPage' });
export type HistoryPage = z.infer<typeof historyPage>;

export const changesQuery = z.strictObject({ after: seqPosition });
export type ChangesQuery = z.infer<typeof changesQuery>;

/**
 * Messages as they are now whose `rev` is greater than the one asked for, ordered by `rev`, at most 200 (rulings 9). The
 * page reaches to its `rev`, from which the next one goes on: where history begins with joining it may hold less.
 */
export const changesPage = z
  .object({ items: z.array(message), rev: z.number().int(), more: z.boolean() })
  .meta({ id: 'ChangesPage' });
export type ChangesPage = z.infer<typeof changesPage>;

export const readRequest = z.strictObject({ seq: z.number().int().min(0) }).meta({ id: 'ReadRequest' });
export type ReadRequest = z.infer<typeof readRequest>;

export const readMark = z.object({ seq: z.number().int(), rev: z.number().int() }).meta({ id: 'ReadMark' });
export type ReadMark = z.infer<typeof readMark>;
