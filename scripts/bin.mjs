#!/usr/bin/env node
// The `colloquy` command (npx colloquy COMMAND): `npm run colloquy` without npm's own words around it.
import { fileURLToPath } from 'node:url';

process.argv.splice(2, 0, fileURLToPath(new URL('colloquy.mjs', import.meta.url)));
await import('./launch.mjs');
