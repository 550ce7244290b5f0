// npm run check [step …]: everything that needs no server, all steps even when one fails.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = {
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  lint: ['node_modules/oxlint/bin/oxlint'],
  boundaries: [
    ...['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.mjs'],
    ...['apps', 'libs', 'migrations', 'test'],
  ],
  'types of the server': ['node_modules/typescript/bin/tsc', '--noEmit'],
  'types of the page': ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'apps/web/tsconfig.json'],
  'unused exports': ['node_modules/knip/bin/knip.js', '--no-progress'],
  lock: ['scripts/check-lock.mjs'],
  dependencies: ['scripts/check-dependencies.mjs'],
  documents: ['scripts/docs.mjs', '--check'],
  tests: ['scripts/test.mjs', 'unit', 'medium', 'contract'],
};

/** Runs a step, silent unless it fails; the tests speak for themselves, since their closing line is wanted. */
function run(name, args) {
  const began = Date.now();
  const loud = name === 'tests';
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', ...Array(2).fill(loud ? 'inherit' : 'pipe')],
  });
  let said = '';
  for (const stream of loud ? [] : [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const time = `${((Date.now() - began) / 1000).toFixed(1)} s`;
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${time})`);
      if (code !== 0 && said) console.log(said);
      resolve(code === 0);
    });
  });
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !steps[name]);
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}`);
  process.exit(2);
}

// Two at a time: the checks are single-threaded. The tests use all cores and come last, by themselves.
const names = Object.keys(steps).filter((name) => asked.length === 0 || asked.includes(name));
const waiting = names.filter((name) => name !== 'tests');
const failed = [];
const lane = async () => {
  for (let name = waiting.shift(); name; name = waiting.shift()) {
    if (!(await run(name, steps[name]))) failed.push(name);
  }
};
await Promise.all([lane(), lane()]);
if (names.includes('tests') && !(await run('tests', steps.tests))) failed.push('tests');

if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
