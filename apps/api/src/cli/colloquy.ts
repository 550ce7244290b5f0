import 'reflect-metadata';
import { ConfigError } from '#platform/config';
import { Command } from 'commander';
import { startFailure } from '../start-failure.js';
import { VERSION } from '../version.js';
import { keysRotate } from './commands/keys-rotate.js';

const program = new Command('colloquy')
  .description('Looks after a Colloquy server, beside it or while it is stopped, under the same environment variables')
  .version(VERSION)
  .showHelpAfterError();

const keys = program.command('keys').description('The keys that sign access tokens');
keys.addCommand(keysRotate());

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(
    error instanceof ConfigError ? `\nThat did not work:\n${error.message}\n\n` : startFailure(error),
  );
  process.exitCode = 1;
}
