import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export type RequestWithId = IncomingMessage & { id?: string };

/** Gives a request the id that a proxy gave it, else a fresh one; also sent back as `X-Request-Id`. */
export function identifyRequest(request: RequestWithId, response: ServerResponse, next: () => void): void {
  const given = request.headers['x-request-id'];
  request.id = typeof given === 'string' && /^[\w-]{1,100}$/.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', request.id);
  next();
}
