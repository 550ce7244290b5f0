import { createRequire } from 'node:module';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import helmet from 'helmet';
import { openApiDocument } from './openapi.js';

const REDOC = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js');

const REDOC_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Colloquy API</title></head>
<body><redoc spec-url="/openapi.json"></redoc><script src="/redoc/redoc.standalone.js"></script></body>
</html>`;

/** Both documents run their own inline styles and a worker; nothing else of ours is reachable from there. */
const docsPolicy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'", "'unsafe-inline'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    workerSrc: ["'self'", 'blob:'],
    frameAncestors: ["'none'"],
  },
});

/** The OpenAPI document at `/openapi.json`, Swagger UI at `/docs`, ReDoc at `/redoc`; made when first asked for. */
export async function serveDocs(app: NestExpressApplication): Promise<void> {
  let document: ReturnType<typeof openApiDocument> | undefined;
  const made = (): ReturnType<typeof openApiDocument> => (document ??= openApiDocument(app));
  app.use(['/docs', '/redoc'], docsPolicy);
  SwaggerModule.setup('docs', app, made, { swaggerOptions: { persistAuthorization: false } });
  app.use('/openapi.json', (_request: Request, response: Response) => void response.json(made()));
  app.use('/redoc/redoc.standalone.js', (_request: Request, response: Response) => response.sendFile(REDOC));
  app.use('/redoc', (_request: Request, response: Response) => void response.type('html').send(REDOC_PAGE));
}
