// npm start: builds what is stale, then becomes the server.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { build } from './build.mjs';

build();
if (existsSync('.env')) process.loadEnvFile('.env');
module.enableCompileCache();
process.setSourceMapsEnabled(true);
await import('../dist/apps/api/src/main.js');
