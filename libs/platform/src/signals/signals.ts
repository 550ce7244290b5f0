/** `stop`: somebody asked to stop a generation; `flush`: somebody opens its room and wants what is written so far. */
export const TOPICS = ['stop', 'flush'] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * Quick words between the processes about one id. They may be lost: whoever sends one has written the fact to the
 * database first, or can do without an answer.
 */
export abstract class Signals {
  /** Calls `listener` for this topic and id until the returned function is called. */
  abstract on(topic: Topic, id: string, listener: () => Promise<void>): () => void;

  /** Sends a word; resolves true when a listener somewhere has acted on it within `timeoutMs`, else false. Never rejects. */
  abstract ask(topic: Topic, id: string, timeoutMs: number): Promise<boolean>;

  abstract close(): Promise<void>;
}
