import { ERRORS, type ErrorCode, type Problem } from '#contract';
import { AppError } from '#domain';
import { isDatabaseAway } from '#platform/db';

/** HTTP statuses that Express and Nest raise themselves, in the words of the contract. */
const BY_STATUS: Record<number, ErrorCode> = {
  400: 'malformed_body',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
};

/** Any failure as the error that people are told: never a stack trace, an SQL text or a key. */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseAway(error))
    return new AppError('unavailable', 'The database does not answer. Try again in a moment.', { cause: error });
  const status = statusOf(error);
  const code = status === null ? undefined : BY_STATUS[status];
  return new AppError(code ?? 'internal', undefined, { cause: error });
}

/** RFC 9457 problem document of an error. */
export function problemOf(error: AppError, where: { instance?: string; requestId?: string } = {}): Problem {
  const [status, title] = ERRORS[error.code];
  const { errors } = error.extras;
  return {
    type: `urn:colloquy:error:${error.code}`,
    title,
    status,
    detail: error.detail,
    code: error.code,
    ...(errors ? { errors } : {}),
    ...where,
  };
}

function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('getStatus' in error && typeof error.getStatus === 'function')
    return Number((error as { getStatus(): number }).getStatus());
  return 'status' in error && typeof error.status === 'number' ? error.status : null;
}

const segment = (part: unknown): string =>
  String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part);

/** Issues of a schema as `errors` of the problem document: a path such as `items.0.name`, and what to do. */
export const fieldErrors = (
  issues: readonly { path?: readonly unknown[] | undefined; message: string }[],
): { path: string; message: string }[] =>
  issues.slice(0, 50).map((issue) => ({ path: (issue.path ?? []).map(segment).join('.'), message: issue.message }));
