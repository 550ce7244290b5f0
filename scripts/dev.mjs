// npm run dev: the compiler and the server in watch mode beside Vite, which serves the page with hot reload on
// http://localhost:5173 and hands the rest to the server. When one of them ends, or on Ctrl-C, all end.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
if (existsSync('.env')) process.loadEnvFile('.env');
// Links that the server prints lead to the page that is being worked on, not to the one that was built last.
process.env.PUBLIC_URL ??= 'http://localhost:5173';

const commands = [
  ['@nestjs/cli/bin/nest.js', 'start', 'api', '--watch', '--preserveWatchOutput'],
  ['vite/bin/vite.js', '--config', 'apps/web/vite.config.ts', '--clearScreen', 'false', '--strictPort'],
];
const children = commands.map(([tool, ...args]) =>
  // A group of its own each, so that one signal also reaches the server that the Nest CLI starts.
  spawn(process.execPath, [path.join(root, 'node_modules', tool), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  }),
);

let stopping = false;
function stop(code) {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  for (const child of children) {
    if (process.platform === 'win32') child.kill();
    else if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  }
}
for (const child of children) child.on('exit', (code) => stop(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));
