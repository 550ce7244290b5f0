// npm run build: makes dist/ where it is older than its sources; `--force` makes it all. Also used by start and test.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tool = (file, ...args) => [path.join(root, 'node_modules', file), ...args];

const parts = [
  {
    name: 'server',
    sources: ['apps/api', 'libs', 'migrations', 'nest-cli.json', 'tsconfig.json', 'package-lock.json'],
    command: tool('@nestjs/cli/bin/nest.js', 'build', 'api'),
    output: ['dist/apps', 'dist/libs', 'dist/migrations'],
  },
  {
    name: 'page',
    sources: ['apps/web', 'libs/contract', 'package-lock.json'],
    command: tool('vite/bin/vite.js', 'build', '--config', 'apps/web/vite.config.ts', '--logLevel', 'warn'),
    output: [], // vite empties its folder itself
  },
];

/** The newest change in a file or tree. Folders count, because one changes when a file in it is removed. */
function newest(entry) {
  const stat = statSync(entry, { throwIfNoEntry: false });
  if (!stat) return 0;
  const inside = stat.isDirectory() ? readdirSync(entry).map((name) => newest(path.join(entry, name))) : [];
  return Math.max(stat.mtimeMs, ...inside);
}

/** tsc rewrites every file, so what is older than the build belongs to a source that is gone (a migration, say). */
function removeOlder(entry, since) {
  if (!statSync(entry).isDirectory()) return newest(entry) < since && rmSync(entry);
  for (const name of readdirSync(entry)) removeOlder(path.join(entry, name), since);
}

/** Builds what is stale (`only` the server, say); ends the process with the compiler's own words when that fails. */
export function build({ force = false, only } = {}) {
  for (const { name, sources, command, output } of parts) {
    if (only && name !== only) continue;
    const stamp = path.join(root, `dist/.${name}`);
    const wanted = Math.max(...sources.map((source) => newest(path.join(root, source))));
    if (!force && newest(stamp) >= wanted) continue;

    const began = new Date();
    console.log(`Building the ${name} …`);
    const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    if (status !== 0) {
      console.error(`The ${name} does not build: see above.`);
      process.exit(1);
    }
    for (const folder of output) removeOlder(path.join(root, folder), began.getTime() - 1000);
    mkdirSync(path.join(root, 'dist'), { recursive: true });
    writeFileSync(stamp, '');
    // What was changed while the compiler ran has to be seen as newer than the result.
    utimesSync(stamp, began, began);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build({ force: process.argv.includes('--force') });
