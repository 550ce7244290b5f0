import { z } from 'zod';
import { assistant } from './assistants.js';
import { generation, generationStatus, queueItem } from './generations.js';
import { editMessageRequest, message, sendMessageRequest } from './messages.js';
import { problem } from './errors.js';
import { generationId, messageId, roomId, userId, workspaceId } from './primitives.js';
import { participant, room, roomMe } from './rooms.js';
import { presence } from './users.js';

export const deltaKind = z.enum(['text', 'thinking', 'tool']);
export type DeltaKind = z.infer<typeof deltaKind>;

export const streamSnapshot = z
  .object({
    messageId,
    generationId,
    attempt: z.number().int(),
    parts: z.object({ text: z.string(), thinking: z.string(), tool: z.string() }),
  })
  .meta({ id: 'StreamSnapshot' });
export type StreamSnapshot = z.infer<typeof streamSnapshot>;

/** What a socket may send, by event: payload and the `data` of its acknowledgement. */
export const clientEvents = {
  'room:open': {
    payload: z.strictObject({ roomId }),
    answer: z.object({
      room,
      me: roomMe,
      rev: z.number().int(),
      streaming: z.array(streamSnapshot),
      queue: z.array(queueItem),
      presence: z.array(presence),
    }),
  },
  'room:close': { payload: z.strictObject({ roomId }), answer: z.object({}) },
  'message:send': { payload: sendMessageRequest.extend({ roomId }), answer: z.object({ message }) },
  'message:edit': { payload: editMessageRequest.extend({ messageId }), answer: z.object({ message }) },
  'message:delete': { payload: z.strictObject({ messageId }), answer: z.object({ message }) },
  'generation:stop': { payload: z.strictObject({ generationId }), answer: z.object({}) },
  typing: { payload: z.strictObject({ roomId, active: z.boolean() }), answer: z.object({}) },
  'room:read': { payload: z.strictObject({ roomId, seq: z.number().int().min(0) }), answer: z.object({}) },
  'presence:set': { payload: z.strictObject({ state: z.enum(['online', 'away']) }), answer: z.object({}) },
  'auth:renew': { payload: z.strictObject({ token: z.string().max(8192) }), answer: z.object({}) },
} as const satisfies Record<string, { payload: z.ZodType; answer: z.ZodType }>;
export type ClientEvent = keyof typeof clientEvents;
export type ClientPayload<E extends ClientEvent> = z.infer<(typeof clientEvents)[E]['payload']>;
export type ClientAnswer<E extends ClientEvent> = z.infer<(typeof clientEvents)[E]['answer']>;

/** Every client event is answered by one of these. */
export type Ack<E extends ClientEvent> =
  { ok: true; data: ClientAnswer<E> } | { ok: false; error: z.infer<typeof problem> };

const messageEvent = z.object({ roomId, rev: z.number().int(), message });
const participantEvent = z.object({ roomId, participant });

/** What the server sends, by event. Events are the same for every reader; `me` is never in them. */
export const serverEvents = {
  'message:created': messageEvent,
  'message:updated': messageEvent,
  'message:deleted': messageEvent,
  'generation:state': z.object({ roomId, messageId, status: generationStatus, generation }),
  'generation:delta': z.object({
    roomId,
    messageId,
    generationId,
    attempt: z.number().int(),
    offset: z.number().int().meta({ description: 'UTF-16 units of this kind already sent in this attempt' }),
    text: z.string(),
    kind: deltaKind,
  }),
  'queue:changed': z.object({ roomId, items: z.array(queueItem) }),
  'room:updated': z.object({ room }),
  'room:deleted': z.object({ roomId }),
  'assistants:changed': z.object({ roomId, assistants: z.array(assistant) }),
  'participant:joined': participantEvent,
  'participant:left': participantEvent,
  'participant:updated': participantEvent,
  'workspace:updated': z.object({ workspaceId }).meta({
    description: 'I came into it, my role in it changed, or what its members see of it: read it again',
  }),
  'workspace:left': z.object({ workspaceId }).meta({ description: 'I am no member any more, or it was deleted' }),
  'invites:changed': z.object({}).meta({ description: 'The invitations that name me are others than before' }),
  typing: z.object({ roomId, userId, active: z.boolean() }),
  'presence:changed': presence,
  'room:read': z.object({ roomId, userId, seq: z.number().int() }),
  'session:ended': z.object({ reason: z.string() }),
  'catch-up': z
    .object({ reason: z.string() })
    .meta({ description: 'Events may have been missed: ask every room for its changes' }),
} as const satisfies Record<string, z.ZodType>;
export type ServerEvent = keyof typeof serverEvents;
export type ServerPayload<E extends ServerEvent> = z.infer<(typeof serverEvents)[E]>;
