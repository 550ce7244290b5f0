// Runs `node launch.mjs <script> [args…]` on a Node that is new enough: this one, or the one that npm installed with us.
// Plain JavaScript for any Node ≥ 18, and nothing from node_modules, because it is what fills that folder.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const fail = (line, code = 1) => (console.error(line), process.exit(code));
const changed = (file) => statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (changed('node_modules/.package-lock.json') < changed('package-lock.json')) {
  console.log('Installing the packages of package-lock.json (npm ci) …');
  const npm = spawnSync('npm ci --include=dev', { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: true });
  if (npm.status !== 0) fail('npm ci failed, see above. Is there a network and npm ≥ 10?', npm.status ?? 1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
const windows = process.platform === 'win32';
const packaged = path.join(
  root,
  `node_modules/node-${windows ? 'win' : process.platform}-${process.arch}/bin/node${windows ? '.exe' : ''}`,
);
const current = major > 24 || (major === 24 && minor >= 11);
const node = current ? process.execPath : packaged;
if (!existsSync(node)) {
  fail(
    `Colloquy needs Node ≥ 24.11; this is ${process.version}, and npm has no packaged one for ${process.platform}-${process.arch}: install Node 24.`,
  );
}

const PATH = [path.dirname(node), process.env.PATH].join(path.delimiter);
const child = spawn(node, process.argv.slice(2), { stdio: 'inherit', env: { ...process.env, PATH } });
// Ctrl-C reaches the child from the terminal itself, and a second one would end it at once; all else comes through us.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
}
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
