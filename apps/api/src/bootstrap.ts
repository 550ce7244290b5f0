import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Config } from '#platform/config';
import { AppModule } from './app.module.js';
import { prepareHttpServer } from './web-server/http-server.js';

/** Makes the application for the roles that the configuration names, ready to listen. */
export async function bootstrap(config: Config): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoles(config), {
    bodyParser: false,
    // A failure is told by whoever starts us, once.
    logger: false,
    abortOnError: false,
  });
  await prepareHttpServer(app);
  await app.init();
  return app;
}
