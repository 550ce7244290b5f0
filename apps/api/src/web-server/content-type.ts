import type { NextFunction, Request, Response } from 'express';
import { AppError } from '#domain';

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** Bodies are JSON, at the OAuth token endpoint a form (RFC 6749 §4.3.2); anything else is 415. */
export function requireKnownContentType(request: Request, _response: Response, next: NextFunction): void {
  const form = request.path === '/auth/token';
  const known = !hasBody(request) || request.is(form ? 'application/x-www-form-urlencoded' : 'application/json');
  if (!known) {
    throw new AppError(
      'unsupported_media_type',
      form ? 'Send a form (application/x-www-form-urlencoded).' : 'Send application/json.',
    );
  }
  // A route with a schema sees an empty object where nothing was sent, and says which fields are missing.
  if (!hasBody(request)) request.body = {};
  next();
}
