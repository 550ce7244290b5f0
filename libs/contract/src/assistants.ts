import { z } from 'zod';
import { assistantHandle, assistantId, typedText } from './primitives.js';

export const replyMode = z.enum(['mention', 'always', 'paused']);
export type ReplyMode = z.infer<typeof replyMode>;

export const assistant = z
  .object({
    id: assistantId,
    name: z.string(),
    handle: z.string(),
    model: z.string().nullable().meta({ description: 'null: the default model of the provider' }),
    providerId: z.string().nullable().meta({ description: 'null: the nearest provider (room, workspace, server)' }),
    systemPrompt: z.string(),
    temperature: z.number().nullable(),
    maxOutputTokens: z.number().int().nullable(),
    replyMode,
    context: z.enum(['room', 'thread']),
    voice: z.string().nullable(),
    pictureUrl: z.string().nullable(),
  })
  .meta({ id: 'Assistant' });
export type Assistant = z.infer<typeof assistant>;

const settings = {
  name: typedText({ min: 1, max: 40 }),
  handle: assistantHandle,
  model: z.string().min(1).max(190).nullable(),
  providerId: z.string().min(1).max(64).nullable(),
  systemPrompt: typedText({ max: 20_000, trim: false }),
  temperature: z.number().min(0).max(2).nullable(),
  maxOutputTokens: z.number().int().min(1).max(200_000).nullable(),
  replyMode,
  context: z.enum(['room', 'thread']),
};

export const newAssistant = z.strictObject(settings).partial().meta({ id: 'NewAssistant' });
export type NewAssistant = z.infer<typeof newAssistant>;

export const createAssistantRequest = newAssistant
  .required({ name: true, handle: true })
  .meta({ id: 'CreateAssistantRequest' });
export type CreateAssistantRequest = z.infer<typeof createAssistantRequest>;

export const updateAssistantRequest = z.strictObject(settings).partial().meta({ id: 'UpdateAssistantRequest' });
export type UpdateAssistantRequest = z.infer<typeof updateAssistantRequest>;

export const model = z
  .object({
    id: z.string(),
    providerId: z.string(),
    provider: z.string().meta({ description: 'Name of the provider, for people' }),
    isDefault: z.boolean(),
  })
  .meta({ id: 'Model' });
export type Model = z.infer<typeof model>;
