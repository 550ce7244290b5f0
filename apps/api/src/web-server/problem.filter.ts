import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { RequestWithId } from '#platform/logging';
import type { Request, Response } from 'express';
import { appErrorOf, problemOf } from '../problem.js';

/** Answers every failure with a problem document (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request & RequestWithId>();
    const response = host.switchToHttp().getResponse<Response>();
    const known = appErrorOf(error);
    const problem = problemOf(known, { instance: request.path, ...(request.id ? { requestId: request.id } : {}) });
    if (problem.status >= 500)
      this.logger.error(known.extras.cause ?? error, `${request.method} ${request.path} failed`);
    if (response.headersSent) return void response.end();
    if (known.extras.retryAfterSeconds !== undefined)
      response.setHeader('Retry-After', String(known.extras.retryAfterSeconds));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
