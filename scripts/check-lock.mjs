// The lock has to be complete: npm leaves out builds of native packages that the registry lacked when it was written, and
// every later `npm ci` stops on them (docs/dependencies.md). And it names no download addresses, which differ by mirror.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const entries = Object.entries(packages);
// A package is found beside its user or in a folder above: `node_modules/a/node_modules/b`, `node_modules/b`.
const found = (name, from) => {
  for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
};

const faults = entries.flatMap(([from, { optionalDependencies = {}, resolved }]) => [
  ...Object.keys(optionalDependencies)
    .filter((name) => !found(name, from))
    .map((name) => `${from || 'package.json'}: its optional dependency ${name} has no entry in package-lock.json`),
  ...(resolved ? [`${from}: has a download address ("resolved")`] : []),
]);
for (const fault of faults) console.error(fault);
console.log(`package-lock.json: ${entries.length} entries, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
