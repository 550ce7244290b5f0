import { setTimeout as delay } from 'node:timers/promises';
import { ModelError, type ChatModel, type ChatRequest, type ModelEvent } from '#inference';

const TRIES = 3;
const FIRST_BACKOFF_MS = 500;
/** A longer `Retry-After` is told to people instead of waited for. */
const LONGEST_WAIT_MS = 20_000;
/** No answer is this long; an upstream that does not end must not fill the memory. */
const MAX_LENGTH = 1_000_000;

export interface AnswerLimits {
  /** Longest wait for the first piece, and between two pieces. */
  tokenTimeoutMs: number;
  /** Longest time of the whole answer. */
  totalTimeoutMs: number;
}

/**
 * Asks the model and gives the pieces of its answer; before the first piece a failure that may pass is tried again,
 * with back-off or as the provider asked (R43). After it nothing is repeated: readers have seen it.
 * @throws ModelError; the reason of `signal` when that is aborted
 */
export async function* writeAnswer(
  model: ChatModel,
  request: ChatRequest,
  limits: AnswerLimits,
  signal: AbortSignal,
): AsyncIterable<ModelEvent> {
  const deadline = AbortSignal.timeout(limits.totalTimeoutMs);
  for (let attempt = 1; ; attempt++) {
    let begun = false;
    try {
      for await (const event of oneTry(model, request, limits, signal, deadline)) {
        begun = true;
        yield event;
      }
      return;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const wait = error instanceof ModelError ? (error.retryAfterMs ?? FIRST_BACKOFF_MS * 2 ** (attempt - 1)) : 0;
      const again =
        error instanceof ModelError && error.retryable && !begun && attempt < TRIES && wait <= LONGEST_WAIT_MS;
      if (!again) throw error;
      await delay(wait, undefined, { signal: AbortSignal.any([signal, deadline]) }).catch(() => undefined);
      if (signal.aborted) throw signal.reason;
    }
  }
}

async function* oneTry(
  model: ChatModel,
  request: ChatRequest,
  limits: AnswerLimits,
  signal: AbortSignal,
  deadline: AbortSignal,
): AsyncIterable<ModelEvent> {
  const quiet = new AbortController();
  let begun = false;
  let length = 0;
  const watch = setTimeout(() => quiet.abort(), limits.tokenTimeoutMs);
  try {
    for await (const event of model.stream(request, AbortSignal.any([signal, deadline, quiet.signal]))) {
      watch.refresh();
      begun = true;
      if (event.type !== 'usage') length += event.text.length;
      if (length > MAX_LENGTH)
        throw new ModelError('response_too_large', 'The answer grew too large and was cut off.', false);
      yield event;
    }
  } catch (error) {
    if (signal.aborted || error instanceof ModelError) throw error;
    if (deadline.aborted) throw new ModelError('response_timeout', 'The answer took too long.', false);
    if (quiet.signal.aborted && begun)
      throw new ModelError('response_timeout', 'The model fell silent in the middle of the answer.', false);
    if (quiet.signal.aborted)
      throw new ModelError('first_token_timeout', 'The model did not start to answer in time.', false);
    throw error;
  } finally {
    clearTimeout(watch);
    quiet.abort();
  }
}
