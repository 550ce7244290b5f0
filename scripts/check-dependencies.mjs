// docs/dependencies.md gives a reason for each direct dependency, and for nothing else.
import { readFileSync } from 'node:fs';

const read = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'));
const rows = read('docs/dependencies.md').split('## Versions')[0];

const listed = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
const explained = new Set([...rows.matchAll(/`(@?[a-z0-9][\w./-]*)`/g)].map(([, name]) => name));
// In prose other things stand in backticks; in the first cell of a row only packages do.
const cells = rows
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|')[1]);
const named = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name));

const faults = [
  ...listed.filter((name) => !explained.has(name)).map((name) => `${name} has no reason in docs/dependencies.md`),
  ...named.filter((name) => !listed.includes(name)).map((name) => `${name} is no longer in package.json`),
];
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
