import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { ModelError } from './chat-model.js';

export const providerEmpty = (): ModelError =>
  new ModelError('provider_empty', 'The model provider gave an empty answer.', true);

/** Longest `Retry-After` that is waited for. */
const MAX_RETRY_AFTER_MS = 60_000;

/**
 * The failure in our words; nothing of the upstream's body gets in.
 * @param begun whether a piece of the answer had come
 */
export function modelErrorOf(error: unknown, begun: boolean): ModelError {
  if (error instanceof ModelError) return error;
  if (error instanceof APIConnectionTimeoutError || error instanceof APIConnectionError) {
    return begun
      ? disconnected()
      : new ModelError('provider_unreachable', 'The model provider could not be reached.', true);
  }
  if (error instanceof APIError && typeof error.status === 'number') return byStatus(error, error.status);
  if (error instanceof SyntaxError)
    return new ModelError('provider_bad_response', 'The model provider sent something that could not be read.', !begun);
  if (error instanceof APIError)
    return new ModelError('provider_error', 'The model provider reported an error.', !begun);
  return begun
    ? disconnected()
    : new ModelError('provider_bad_response', 'The model provider sent something that could not be read.', true);
}

export const disconnected = (): ModelError =>
  new ModelError('provider_disconnected', 'The model provider broke off in the middle of the answer.', false);

function byStatus(error: APIError, status: number): ModelError {
  if (status === 401 || status === 403)
    return new ModelError('provider_auth', `The model provider refused the key (${status}).`, false);
  if (status === 429) {
    return new ModelError(
      'provider_rate_limited',
      'The model provider asks to wait (429).',
      true,
      retryAfterMs(error.headers),
    );
  }
  if (status >= 500 || status === 408)
    return new ModelError(
      'provider_error',
      `The model provider reported an error (${status}).`,
      true,
      retryAfterMs(error.headers),
    );
  return new ModelError('provider_refused', `The model provider refused the request (${status}).`, false);
}

/** RFC 9110 §10.2.3: seconds, or a date. */
function retryAfterMs(headers: Headers | undefined): number | null {
  const value = headers?.get('retry-after');
  if (!value) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS) : null;
}
