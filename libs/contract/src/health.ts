import { z } from 'zod';

export const health = z
  .object({
    status: z.enum(['ok', 'degraded', 'down']),
    version: z.string(),
    checks: z
      .record(
        z.string(),
        z.object({ status: z.enum(['up', 'down']), latencyMs: z.number().optional(), detail: z.string().optional() }),
      )
      .optional(),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof health>;
