import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig, type Config } from '#platform/config';
import { PlatformModule } from '#platform/module';
import { RotateKeys } from '../auth/rotate-keys.js';
import { InsightModule } from '../insight/insight.module.js';
import { schema } from '../schema.js';

/** What commands use: the services over the database and the keys, without doors, queue and sockets. */
@Module({})
class CommandLineModule {
  static for(config: Config): DynamicModule {
    return {
      module: CommandLineModule,
      imports: [PlatformModule.forCommandLine(config, schema), InsightModule],
      providers: [RotateKeys],
    };
  }
}

/** Runs `act` with the services of the server that the environment describes, beside it where it runs. */
export async function withServices<T>(act: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const app = await NestFactory.createApplicationContext(CommandLineModule.for(loadConfig()), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await act(app);
  } finally {
    await app.close();
  }
}
