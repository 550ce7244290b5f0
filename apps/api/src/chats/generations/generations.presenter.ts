import type { Generation } from '#contract';
import type { GenerationRow } from './generation.entity.js';

/** Milliseconds from a to b, when both have happened. */
const span = (a: Date | null, b: Date | null): number | undefined => (a && b ? b.getTime() - a.getTime() : undefined);

export const presentGeneration = (row: GenerationRow): Generation => ({
  id: row.id,
  requestedBy: row.requestedBy,
  assistantId: row.assistantId,
  model: row.model,
  provider: row.provider,
  attempt: row.attempt,
  ...(row.outputTokens === null
    ? {}
    : {
        usage: { inputTokens: row.inputTokens ?? 0, outputTokens: row.outputTokens, estimated: row.tokensEstimated },
        cost: null,
      }),
  timeToFirstTokenMs: span(row.startedAt, row.firstTokenAt),
  durationMs: span(row.startedAt, row.endedAt),
  ...(row.errorCode ? { error: { code: row.errorCode, detail: row.errorDetail ?? '' } } : {}),
});
