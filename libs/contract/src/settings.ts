import { z } from 'zod';
import { serverRole } from './users.js';

/** What an admin decides for the whole server. */
export const serverSettings = z
  .object({
    twoFactorRequiredFor: z
      .array(serverRole)
      .meta({ description: 'Server roles that must sign in with a second factor (R7)' }),
  })
  .meta({ id: 'ServerSettings' });
export type ServerSettings = z.infer<typeof serverSettings>;

export const updateSettingsRequest = z
  .strictObject({ twoFactorRequiredFor: z.array(serverRole).max(4).optional() })
  .meta({ id: 'UpdateSettingsRequest' });
export type UpdateSettingsRequest = z.infer<typeof updateSettingsRequest>;
