// MariaDB, Redis and an S3 store from Debian's packages, as plain processes of whoever calls: no Docker, and never the
// machine's own services. All that they write is in .services/: a directory, a log and a pid file each, and env.json.
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createCeph } from './services-ceph.mjs';

const root = fileURLToPath(new URL('../.services', import.meta.url));
const inRoot = (...parts) => path.join(root, ...parts);
const secret = () => randomBytes(18).toString('hex');
// Debian keeps the daemons in /usr/sbin, which is not on everybody's PATH.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

/** What tests connect with, or null when nothing was brought up; it lives as long as the data. */
export function readEnv() {
  return existsSync(inRoot('env.json')) ? JSON.parse(readFileSync(inRoot('env.json'), 'utf8')) : null;
}

function makeEnv() {
  const port = { MYSQL: 33306, REDIS: 36379, S3: 39000 };
  for (const name of Object.keys(port)) port[name] = Number(process.env[`SERVICES_${name}_PORT`] ?? port[name]);
  const made = {
    MYSQL_HOST: '127.0.0.1',
    MYSQL_PORT: String(port.MYSQL),
    MYSQL_USER: 'colloquy',
    MYSQL_PASSWORD: secret(),
    REDIS_URL: `redis://:${secret()}@127.0.0.1:${port.REDIS}`,
    S3_ENDPOINT: `http://127.0.0.1:${port.S3}`,
    S3_ACCESS_KEY: secret(),
    S3_SECRET_KEY: secret(),
  };
  mkdirSync(root, { recursive: true, mode: 0o700 });
  writeFileSync(inRoot('env.json'), `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

const redisUrl = () => new URL(readEnv().REDIS_URL);
const s3Port = () => Number(new URL(readEnv().S3_ENDPOINT).port);
const cephPort = () => Number(process.env.SERVICES_CEPH_PORT ?? 39300);

// The working directory, the port that answers when the service is ready, and the command. MariaDB's socket is relative to its data: a whole path may be longer than the address of a socket can be.
const services = {
  mariadb: {
    dir: inRoot('mariadb'),
    port: () => Number(readEnv().MYSQL_PORT),
    command: () => [
      'mariadbd',
      '--no-defaults',
      ...(process.getuid() === 0 ? ['--user=root'] : []),
      `--datadir=${inRoot('mariadb')}`,
      `--init-file=${inRoot('mariadb.sql')}`,
      '--socket=db.sock',
      '--pid-file=db.pid',
      '--bind-address=127.0.0.1',
      `--port=${readEnv().MYSQL_PORT}`,
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      '--default-time-zone=+00:00',
      '--max-connections=500',
      '--innodb-flush-log-at-trx-commit=2',
      '--innodb-doublewrite=0',
      '--innodb-use-native-aio=0', // refused in some containers
    ],
  },
  redis: {
    dir: inRoot('redis'),
    port: () => Number(redisUrl().port),
    command: () => {
      const network = ['--bind', '127.0.0.1', '--port', redisUrl().port, '--requirepass', redisUrl().password];
      return ['redis-server', ...network, '--maxmemory-policy', 'noeviction', '--appendonly', 'no', '--save', ''];
    },
  },
  'ceph-mon': {
    dir: inRoot('ceph'),
    port: cephPort,
    command: () => ['ceph-mon', '-f', '--conf', inRoot('ceph/ceph.conf'), '-i', 'a'],
  },
  'ceph-osd': {
    dir: inRoot('ceph'),
    command: () => ['ceph-osd', '-f', '--conf', inRoot('ceph/ceph.conf'), '-i', '0'],
  },
  s3: {
    dir: inRoot('ceph'),
    port: s3Port,
    command: () => ['radosgw', '-f', '--conf', inRoot('ceph/ceph.conf'), '-n', 'client.rgw'],
  },
};

/** The services by name; `s3` is the gateway alone, so stopping it keeps what is stored. */
export const names = Object.keys(services);

/** The process id, or null. A number from before a reboot may be another program's by now: its directory tells. */
export function pidOf(name) {
  try {
    const pid = Number(readFileSync(inRoot(`${name}.pid`), 'utf8'));
    return readlinkSync(`/proc/${pid}/cwd`) === services[name].dir ? pid : null;
  } catch {
    return null;
  }
}

/** True once a byte came back: MariaDB and Ceph greet, Redis and HTTP answer a request. */
const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 });
    const end = (answer) => (socket.destroy(), resolve(answer));
    socket.on('connect', () => socket.write('GET / HTTP/1.0\r\n\r\n'));
    for (const [event, answer] of [
      ['data', true],
      ['close', false],
      ['timeout', false],
      ['error', false],
    ])
      socket.on(event, () => end(answer));
  });

/** Starts one service with the data it has, and waits until it answers. */
export async function start(name) {
  const { dir, port, command } = services[name];
  if (pidOf(name)) return;
  if (port && (await answers(port())))
    throw new Error(`${name}: something else answers on port ${port()}. Set SERVICES_{MYSQL,REDIS,S3,CEPH}_PORT.`);
  const [program, ...args] = command();
  const log = openSync(inRoot(`${name}.log`), 'a');
  const child = spawn(program, args, { cwd: dir, env, detached: true, stdio: ['ignore', log, log] });
  child.unref();
  writeFileSync(inRoot(`${name}.pid`), String(child.pid));
  for (let tries = 0; port && !(await answers(port())); tries++) {
    if (!pidOf(name) || tries === 300) throw new Error(`${name} did not start: see ${inRoot(`${name}.log`)}`);
    await sleep(100);
  }
}

/** Sends a signal: SIGSTOP freezes a service, SIGCONT thaws it. With SIGTERM or SIGKILL it waits for the end. */
export async function signal(name, which) {
  const pid = pidOf(name);
  if (!pid) return;
  process.kill(pid, which);
  if (which === 'SIGSTOP' || which === 'SIGCONT') return;
  for (let tries = 0; pidOf(name) === pid; tries++) {
    if (tries === 200) process.kill(pid, 'SIGKILL');
    await sleep(50);
  }
}

function checkPrograms() {
  const needed = { mariadbd: 'mariadb-server', 'redis-server': 'redis-server', 'ceph-mon': 'ceph-mon' };
  Object.assign(needed, { 'ceph-osd': 'ceph-osd', radosgw: 'radosgw', ceph: 'ceph-common' });
  const folders = env.PATH.split(':');
  const missing = Object.keys(needed).filter((name) => !folders.some((dir) => existsSync(path.join(dir, name))));
  if (missing.length === 0) return;
  const packages = missing.map((name) => needed[name]).join(' ');
  throw new Error(`Not installed: ${missing.join(', ')}. On Debian or Ubuntu: apt-get install -y ${packages}`);
}

async function upMariaDb({ MYSQL_USER, MYSQL_PASSWORD }) {
  // The statements are written last: without them an installation was cut short.
  if (!existsSync(inRoot('mariadb.sql'))) {
    rmSync(inRoot('mariadb'), { recursive: true, force: true });
    const options = [`--datadir=${inRoot('mariadb')}`, '--skip-test-db', '--auth-root-authentication-method=socket'];
    if (process.getuid() === 0) options.push('--user=root');
    await promisify(execFile)('mariadb-install-db', ['--no-defaults', ...options], { env, timeout: 60_000 });
    const user = `'${MYSQL_USER}'@'127.0.0.1'`;
    const statements = [
      `CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY '${MYSQL_PASSWORD}';`,
      `GRANT ALL ON *.* TO ${user};`,
    ];
    writeFileSync(inRoot('mariadb.sql'), `${statements.join('\n')}\n`, { mode: 0o600 });
  }
  await start('mariadb');
}

async function upCeph({ S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey }) {
  if (pidOf('ceph-mon') && pidOf('ceph-osd')) return start('s3');
  for (const name of ['s3', 'ceph-osd', 'ceph-mon']) await signal(name, 'SIGKILL');
  await createCeph({ dir: inRoot('ceph'), monitor: cephPort(), s3: s3Port(), env, start, accessKey, secretKey });
}

/** Brings everything up, leaves alone what is up already, and answers what to connect with. */
export async function up() {
  checkPrograms();
  const settings = readEnv() ?? makeEnv();
  mkdirSync(inRoot('redis'), { recursive: true });
  await Promise.all([upMariaDb(settings), start('redis'), upCeph(settings)]);
  return settings;
}

/** Ends everything and throws the data away; the logs stay. */
export async function down() {
  await Promise.all(names.map((name) => signal(name, 'SIGKILL')));
  for (const dir of ['mariadb', 'redis', 'ceph', 'mariadb.sql', 'env.json', ...names.map((name) => `${name}.pid`)])
    rmSync(inRoot(dir), { recursive: true, force: true });
}
