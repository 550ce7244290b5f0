// npm run docs: writes the documents that are made from the code; `--check` fails where one is not what the code says.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

build({ only: 'server' });
const made = spawnSync(process.execPath, ['dist/apps/api/src/cli/documents.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(made.status ?? 1);
