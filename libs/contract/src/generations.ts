import { z } from 'zod';
import { assistantId, generationId, messageId, userId } from './primitives.js';

export const generationStatus = z.enum(['queued', 'streaming', 'complete', 'stopped', 'failed']);
export type GenerationStatus = z.infer<typeof generationStatus>;

/** One answer (or variant) of an assistant; has one or more attempts (rulings 1). */
export const generation = z
  .object({
    id: generationId,
    requestedBy: userId,
    assistantId,
    model: z.string().nullable(),
    provider: z.string().nullable(),
    attempt: z.number().int(),
    usage: z
      .object({ inputTokens: z.number().int(), outputTokens: z.number().int(), estimated: z.boolean() })
      .optional(),
    cost: z
      .object({ amount: z.string(), currency: z.literal('USD') })
      .nullable()
      .optional(),
    timeToFirstTokenMs: z.number().int().optional(),
    durationMs: z.number().int().optional(),
    error: z.object({ code: z.string(), detail: z.string() }).optional(),
  })
  .meta({ id: 'Generation' });
export type Generation = z.infer<typeof generation>;

/** A place in the room's queue: position 0 is being answered, 1 is next. */
export const queueItem = z
  .object({
    generationId,
    messageId,
    requestedBy: userId,
    assistantId,
    position: z.number().int().min(0),
  })
  .meta({ id: 'QueueItem' });
export type QueueItem = z.infer<typeof queueItem>;

export const queue = z.object({ items: z.array(queueItem) }).meta({ id: 'Queue' });

export const regenerateRequest = z
  .strictObject({ model: z.string().min(1).max(190).optional(), assistantId: assistantId.optional() })
  .meta({ id: 'RegenerateRequest' });
export type RegenerateRequest = z.infer<typeof regenerateRequest>;
