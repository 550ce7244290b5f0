import type { NextFunction, Request, Response } from 'express';
import { AppError } from '#domain';

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

interface Exception {
  method: string;
  path: RegExp;
  type: string;
  say: string;
}

/** Bodies that are no JSON; paths below `/api/v1`. */
const EXCEPTIONS: readonly Exception[] = [
  // RFC 6749 §4.3.2
  {
    method: 'POST',
    path: /^\/auth\/token\/?$/i,
    type: 'application/x-www-form-urlencoded',
    say: 'Send a form (application/x-www-form-urlencoded).',
  },
  { method: 'POST', path: /^\/users\/import\/?$/i, type: 'text/csv', say: 'Send text/csv.' },
  // Whatever the sender calls it: the type is decided from the bytes (R53).
  { method: 'PUT', path: /^\/files\/[^/]+\/content\/?$/i, type: '*/*', say: 'Name a type.' },
];

const exceptionOf = (request: Request): Exception | undefined =>
  EXCEPTIONS.find(({ method, path }) => method === request.method && path.test(request.path));

/** Whether the body is to be read as JSON; the others are read by their routes. */
export const isJson = (request: Request): boolean =>
  exceptionOf(request) === undefined && Boolean(request.is('application/json'));

/** Bodies are JSON, but for a few routes; anything else is 415. */
export function requireKnownContentType(request: Request, _response: Response, next: NextFunction): void {
  const { type, say } = exceptionOf(request) ?? { type: 'application/json', say: 'Send application/json.' };
  if (hasBody(request) && type !== '*/*' && !request.is(type)) throw new AppError('unsupported_media_type', say);
  // A route with a schema sees an empty object where nothing was sent, and says which fields are missing.
  if (!hasBody(request)) request.body = {};
  next();
}
