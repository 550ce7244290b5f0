/** A mail to one person. */
export interface Letter {
  /** The same at each attempt, so that a letter that came twice can be told by its Message-ID: `[A-Za-z0-9_-]+`. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** The same as `text`, for programs that show HTML. */
  html: string;
}

/** Mail to people. Nobody waits for it: letters go out through the outbox of `apps/api/src/mail`. */
export abstract class Mail {
  /** False where the operator has named no mail server: there is no mail then. */
  abstract readonly available: boolean;

  /**
   * Hands a letter to the mail server; resolves when that has taken it. Once `signal` is aborted nobody waits any
   * longer, and whether the letter went out is unknown.
   * @throws Error when the server is away, is silent for too long, or refuses
   */
  abstract send(letter: Letter, signal: AbortSignal): Promise<void>;
}
