// npm run colloquy -- COMMAND: builds what is stale, then becomes the command line of the server in this folder.
import { existsSync } from 'node:fs';
import { build } from './build.mjs';

build({ only: 'server' });
if (existsSync('.env')) process.loadEnvFile('.env');
await import('../dist/apps/api/src/cli/colloquy.js');
