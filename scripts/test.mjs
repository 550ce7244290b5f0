// node scripts/test.mjs SUITE[:full] … [-- arguments for the runner]: builds what is stale, runs the suites one after
// another, and closes with one line `N passed, N failed`. Fails when a test failed or was skipped, or when none ran.
// `:full` stands for MariaDB, Redis, S3, two API processes and two workers; the services come up for it when they are down.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { down, readEnv, up } from './services-lib.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const report = path.join(tmpdir(), `colloquy-test-${process.pid}.json`);
const split = process.argv.indexOf('--');
const suites = process.argv.slice(2, split < 0 ? undefined : split);
const more = split < 0 ? [] : process.argv.slice(split + 1).filter((argument) => argument !== '--');
const total = { passed: 0, failed: 0, skipped: 0 };

/** Suites that start built servers; the others run on the sources. */
const drivesServers = (suite) => /^(e2e|faults|web)/.test(suite);

function run(args, env) {
  rmSync(report, { force: true });
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
  return { ok: status === 0 && result !== null, result };
}

function add(passed, failed, skipped, ok) {
  total.passed += passed;
  // A suite that could not be loaded, or a runner that crashed, counts as one that failed.
  total.failed += failed || (ok ? 0 : 1);
  total.skipped += skipped;
}

function jest(projects, topology) {
  const servers = projects.some(drivesServers);
  const { ok, result } = run(
    [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'],
      // Servers share two cores with their tests; and one that a failed test left behind must not hold up the rest.
      ...['--json', `--outputFile=${report}`, ...(servers ? ['--runInBand', '--forceExit'] : [])],
      ...[...(more.length > 0 ? ['--passWithNoTests'] : []), ...more, '--selectProjects', ...projects],
    ],
    { TOPOLOGY: topology },
  );
  if (!result) return add(0, 1, 0, ok);
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = result;
  add(numPassedTests, numFailedTests + numRuntimeErrorTestSuites, numPendingTests + numTodoTests, ok);
}

function playwright(topology) {
  const { ok, result } = run(
    ['node_modules/@playwright/test/cli.js', 'test', '--config=test/web', '--reporter=list,json', ...more],
    { TOPOLOGY: topology, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  );
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = result?.stats ?? {};
  add(expected, unexpected + flaky, skipped, ok);
}

/** Suites that run on the sources share one run of jest; the others follow one by one. */
function runs() {
  const quick = suites.filter((name) => !drivesServers(name) && !name.endsWith(':full'));
  const single = suites.filter((name) => !quick.includes(name)).map((name) => name.split(':'));
  return [
    ...(quick.length > 0 ? [{ names: quick, topology: 'embedded' }] : []),
    ...single.map(([name, topology = 'embedded']) => ({ names: [name], topology })),
  ];
}

const started = Date.now();
if (suites.some(drivesServers)) build();
// Services that others use stay as they are; those that were brought up for this run go with it.
const services = suites.some((name) => name.endsWith(':full')) && !process.env.MYSQL_HOST;
const own = services && !readEnv();
try {
  if (services) await up();
  for (const { names, topology } of runs()) {
    console.log(`\n== ${names.join(', ')} (${topology})`);
    if (names[0] === 'web') playwright(topology);
    else jest(names, topology);
  }
} finally {
  rmSync(report, { force: true });
  if (own) await down();
}

const { passed, failed, skipped } = total;
const line = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
if (process.env.TEST_TALLY) appendFileSync(process.env.TEST_TALLY, `${passed} ${failed} ${skipped}\n`);
console.log(`\nTime: ${Math.round((Date.now() - started) / 1000)} s\n${line}`);
process.exit(failed > 0 || skipped > 0 || passed === 0 ? 1 : 0);
