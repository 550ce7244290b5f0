import { LoggerModule } from 'nestjs-pino';
import type { DynamicModule } from '@nestjs/common';
import type { Request } from 'express';
import type { Config } from '../config/index.js';
import type { RequestWithId } from './request-id.js';
import { withoutCodes } from './without-codes.js';

const SECRET_FIELDS = [
  'password',
  'currentPassword',
  'newPassword',
  'token',
  'accessToken',
  'refreshToken',
  'apiKey',
  'authorization',
  'cookie',
];

/** Structured logs with the request's id; never a body, a header or a secret. */
export function loggingModule(config: Config): DynamicModule {
  const pretty = config.env.LOG_FORMAT ? config.env.LOG_FORMAT === 'pretty' : process.stdout.isTTY;
  return LoggerModule.forRoot({
    pinoHttp: {
      level: config.env.LOG_LEVEL,
      genReqId: (request) => (request as RequestWithId).id ?? '',
      autoLogging: { ignore: (request) => !(request as Request).originalUrl.startsWith('/api/') },
      customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
      serializers: {
        err: describeError,
        req: (request: { id: string; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          url: withoutCodes(request.url.split('?')[0] ?? ''),
        }),
        res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
      },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[removed]' },
      ...(pretty
        ? {
            transport: {
              target: 'pino-pretty',
              options: { singleLine: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' },
            },
          }
        : {}),
    },
    forRoutes: ['{*path}'],
  });
}

/** An error without what a driver hangs on it: a failing statement carries its parameters, and with them people's words and hashes. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return { type: name, message, stack, ...('code' in error ? { code: String(error.code) } : {}) };
}
