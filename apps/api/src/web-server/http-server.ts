import type { NestExpressApplication } from '@nestjs/platform-express';
import { Config } from '#platform/config';
import { LiveAdapter, SocketLive } from '#platform/live';
import { identifyRequest } from '#platform/logging';
import { RedisConnections } from '#platform/module';
import cookieParser from 'cookie-parser';
import express, { type NextFunction, type Request, type Response } from 'express';
import { isJson, requireKnownContentType } from './content-type.js';
import { serveDocs } from './docs.js';
import { securityHeaders } from './security-headers.js';
import { serveWebApp } from './web-app.js';

const JSON_LIMIT = '256kb';

/** Outside `/api/v1`. */
const TOP_LEVEL = ['health', 'health/{*path}', '.well-known/{*path}'];

/** Puts the parts around the routes: headers, bodies, cookies, the sockets, the documents, the page. */
export async function prepareHttpServer(app: NestExpressApplication): Promise<void> {
  const config = app.get(Config);
  app.set('trust proxy', config.env.TRUSTED_PROXIES.length > 0 ? config.env.TRUSTED_PROXIES : false);
  app.disable('x-powered-by');
  app.setGlobalPrefix('api/v1', { exclude: TOP_LEVEL });
  app.use(identifyRequest);
  app.use(securityHeaders(config));
  app.use('/api', neverCached);
  if (config.env.CORS_ORIGINS.length > 0) app.enableCors({ origin: config.env.CORS_ORIGINS, credentials: true });
  app.use('/api/v1', requireKnownContentType);
  app.use('/api/v1/auth/token', express.urlencoded({ extended: false, limit: JSON_LIMIT }));
  app.use('/api/v1', express.json({ limit: JSON_LIMIT, strict: true, type: (request) => isJson(request as Request) }));
  app.use('/api/v1', cookieParser());
  if (!config.roles.api) return;
  const redis = app.get<RedisConnections | null>(RedisConnections);
  const connections = redis && { publisher: redis.publisher(), subscriber: redis.subscriber(), key: redis.scope };
  app.useWebSocketAdapter(new LiveAdapter(app, app.get(SocketLive), connections));
  await serveDocs(app);
  serveWebApp(app, config.webDir);
}

function neverCached(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
