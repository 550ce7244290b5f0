import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Root of the checkout; every suite is run from there. */
export const ROOT = process.cwd();

/** Where suites leave logs, screenshots and figures; ignored by git. */
export const ARTIFACTS = path.join(ROOT, 'artifacts');

export type TopologyKind = 'embedded' | 'full';

/** `TOPOLOGY=embedded|full`: one process on SQLite, or two API processes and two workers on MariaDB, Redis and S3. */
export const topologyKind = (): TopologyKind => {
  const kind = process.env.TOPOLOGY ?? 'embedded';
  if (kind !== 'embedded' && kind !== 'full') throw new Error(`TOPOLOGY is "${kind}": use embedded or full`);
  return kind;
};

const SERVICE_VARIABLES = [
  'MYSQL_HOST',
  'MYSQL_PORT',
  'MYSQL_USER',
  'MYSQL_PASSWORD',
  'REDIS_URL',
  'S3_ENDPOINT',
  'S3_ACCESS_KEY',
  'S3_SECRET_KEY',
] as const;
export type Services = Record<(typeof SERVICE_VARIABLES)[number], string>;

/**
 * Addresses of the services behind the full topology: from the environment, else from what `npm run services:up` wrote.
 * @throws when a variable is missing in both
 */
export const services = (): Services => {
  const file = path.join(ROOT, '.services/env.json');
  const written = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Services>) : {};
  const entries = SERVICE_VARIABLES.map((name) => [name, process.env[name] ?? written[name]] as const);
  const missing = entries.filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length > 0) {
    throw new Error(`The full topology needs ${missing.join(', ')}: run "npm run services:up" first`);
  }
  return Object.fromEntries(entries) as Services;
};
