import { z } from 'zod';
import { timestamp, userId } from './primitives.js';

export const SERVER_ROLES = ['admin', 'manager', 'user', 'kid'] as const;
export const serverRole = z.enum(SERVER_ROLES);
export type ServerRole = z.infer<typeof serverRole>;

export const user = z
  .object({
    id: userId,
    username: z.string(),
    displayName: z.string(),
    avatarUrl: z.string().nullable(),
    color: z.number().int().min(0).max(7).meta({ description: 'Index of one of the eight person hues' }),
    role: serverRole,
    active: z.boolean(),
    createdAt: timestamp,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

export const presenceState = z.enum(['online', 'away', 'offline']);
export type PresenceState = z.infer<typeof presenceState>;

export const presence = z
  .object({ userId, state: presenceState, lastSeenAt: timestamp.nullable() })
  .meta({ id: 'Presence' });
export type Presence = z.infer<typeof presence>;
