import type { Problem } from '#contract';
import { waiting } from './dates.js';

/** The server said no, with an RFC 9457 problem document. */
export class ProblemError extends Error {
  /** @param retryAfter seconds to wait, where the server asked for it (`Retry-After`) */
  constructor(
    readonly problem: Problem,
    readonly retryAfter?: number,
  ) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
  }
}

/** The server could not be reached at all. */
export class OfflineError extends Error {
  constructor(cause?: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'OfflineError';
  }
}

/** The stable word of a problem (`room_full`), or `undefined` for any other failure. */
export const codeOf = (error: unknown): Problem['code'] | undefined =>
  error instanceof ProblemError ? error.problem.code : undefined;

/** What to tell a person about a failure, in one sentence. */
export function sayError(error: unknown): string {
  if (error instanceof ProblemError) {
    if (error.problem.code === 'rate_limited' && error.retryAfter !== undefined) {
      return `That was too often. Try again ${waiting(error.retryAfter)}.`;
    }
    if (error.problem.code === 'reauth_required') return 'Nothing was changed, since it was not confirmed.';
    return error.message;
  }
  if (error instanceof OfflineError) return 'The server cannot be reached. Check the connection and try again.';
  return 'Something went wrong here. Reloading the page usually helps.';
}

/** Messages by field of a form (`errors[].path` of a 400). */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ProblemError)) return {};
  const { errors = [], code, detail } = error.problem;
  const byField = Object.fromEntries(errors.map(({ path, message }) => [path, message]));
  const owner = FIELD_OF_CODE[code];
  return owner && !byField[owner] ? { ...byField, [owner]: detail } : byField;
}

/** What stands at the one field of a form: its own refusal, or any other. */
export const onlyFieldError = (error: unknown, field: string): string | undefined =>
  error ? (fieldErrors(error)[field] ?? sayError(error)) : undefined;

/** Refusals that belong to one field although they are no error of validation. */
const FIELD_OF_CODE: Partial<Record<Problem['code'], string>> = {
  username_taken: 'username',
  email_taken: 'email',
  handle_taken: 'handle',
  weak_password: 'password',
  code_invalid: 'code',
};
