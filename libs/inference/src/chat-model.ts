import type { ChatTurn, GenerationErrorCode } from '#contract';

export interface ChatRequest {
  /** Name of the model as the provider knows it. */
  model: string;
  system: string;
  turns: readonly ChatTurn[];
  temperature: number | null;
  maxOutputTokens: number | null;
}

export type ModelEvent =
  | { type: 'text'; text: string }
  | { type: 'thinking'; text: string }
  | { type: 'usage'; inputTokens: number; outputTokens: number };

/**
 * A language model somewhere. `stream` gives the pieces of one answer as they come; it ends when the model has ended.
 * Aborting `signal` closes the upstream call.
 */
export abstract class ChatModel {
  /**
   * Answers `request`.
   * @throws ModelError when the provider fails; the error's text never holds a key or an upstream body
   */
  abstract stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;

  /** Names of the models on offer, the provider's preferred first. */
  abstract models(signal: AbortSignal): Promise<string[]>;
}

/** A provider's failure, in the words that people see. */
export class ModelError extends Error {
  constructor(
    readonly code: GenerationErrorCode,
    message: string,
    /** Whether asking again may help; only before the first piece of an answer. */
    readonly retryable: boolean,
    /** What the provider asked for by `Retry-After`. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}
