import 'reflect-metadata';
import { ConfigError, loadConfig } from '#platform/config';
import { Logger } from 'nestjs-pino';
import { FirstAdmin } from './auth/first-admin.js';
import { bootstrap } from './bootstrap.js';
import { stopOnSignals } from './shutdown.js';
import { startFailure } from './start-failure.js';

try {
  const config = loadConfig();
  const app = await bootstrap(config);
  stopOnSignals(app);
  await app.listen(config.env.PORT, config.env.HOST);
  // From here on: what the framework tells of its own start is nobody's news, and a failure of it is told below, once.
  app.useLogger(app.get(Logger));
  const link = config.roles.api ? await app.get(FirstAdmin).setupLink() : null;
  const what = config.roles.api
    ? `Colloquy is running at ${config.publicUrl}`
    : `A Colloquy worker is running, health at port ${config.env.PORT}`;
  process.stdout.write(`\n  ${what}\n`);
  if (config.env.ALLOW_INSECURE_HTTP)
    process.stdout.write('  Warning: ALLOW_INSECURE_HTTP lets sign-in cookies travel unencrypted.\n');
  if (link) process.stdout.write(`  Set it up with this one-time link:\n  ${link}\n`);
  process.stdout.write('\n');
} catch (error) {
  process.stderr.write(
    error instanceof ConfigError ? `\nColloquy can't start:\n${error.message}\n\n` : startFailure(error),
  );
  process.exit(1);
}
