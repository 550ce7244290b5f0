import { ERRORS, type ErrorCode } from '#contract';

export interface AppErrorExtras {
  /** Faults per field, for `validation_failed`. */
  errors?: { path: string; message: string }[];
  /** Seconds until another try makes sense, for the `Retry-After` header. */
  retryAfterSeconds?: number;
  /** What happened underneath: for the log, never for an answer. */
  cause?: unknown;
}

/**
 * The one error that rules and services throw on purpose. Only the HTTP filter and the gateway turn its code into a
 * status or an acknowledgement (RFC 9457, `ERRORS` in the contract).
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  /** A sentence for people; the title of the code where none was given. */
  readonly detail: string;

  constructor(
    readonly code: ErrorCode,
    detail?: string,
    readonly extras: AppErrorExtras = {},
  ) {
    const sentence = detail ?? `${ERRORS[code][1]}.`;
    super(sentence, { cause: extras.cause });
    this.detail = sentence;
  }
}
