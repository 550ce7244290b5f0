// Debian has no small S3 server, but it has Ceph's: a monitor, one storage daemon that keeps its data in memory, and the
// gateway (radosgw) speak S3 within a second when their settings are cut down to one of everything.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const settings = ({ dir, fsid, monitor, s3 }) => `[global]
fsid = ${fsid}
mon host = [v2:127.0.0.1:${monitor}]
mon initial members = a
public addr = 127.0.0.1
ms bind msgr1 = false
ms bind port min = ${monitor + 1}
ms bind port max = ${monitor + 50}
keyring = ${dir}/keyring
run dir = ${dir}
admin socket =
pid file =
log to file = false
log to stderr = true
mon cluster log to file = false
mon allow pool size one = true
mon data avail crit = 1
debug rocksdb = 0
debug mon = 0
paxos propose interval = 0.05
paxos min wait = 0.01
osd objectstore = memstore
memstore device bytes = 4294967296
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd class load list = *
osd class default list = *
[mon.a]
mon data = ${dir}/mon
[osd.0]
osd data = ${dir}/osd
[client.rgw]
rgw data = ${dir}/rgw
rgw frontends = beast endpoint=127.0.0.1:${s3}
rgw enable apis = s3
rgw thread pool size = 64
`;

// One keyring for all: this store holds test data on the loopback address, and the keys differ at every start.
const keys = [
  ['mon.', '--cap', 'mon', 'allow *'],
  ['client.admin', '--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *'],
  ['client.rgw', '--cap', 'mon', 'allow rw', '--cap', 'osd', 'allow rwx'],
  ['osd.0', '--cap', 'mon', 'allow profile osd', '--cap', 'osd', 'allow *'],
];

/**
 * Makes an empty cluster in `dir`, starts it by `start(name)`, and gives it one S3 user. It is made anew whenever the
 * storage daemon was away, since what that daemon held in memory is what the monitor still remembers.
 */
export async function createCeph({ dir, monitor, s3, env, start, accessKey, secretKey }) {
  const run = (program, ...args) => promisify(execFile)(program, args, { cwd: dir, env, timeout: 60_000 });
  const conf = path.join(dir, 'ceph.conf');
  const keyring = path.join(dir, 'keyring');
  const monmap = path.join(dir, 'monmap');
  const fsid = randomUUID();
  const osd = randomUUID();

  rmSync(dir, { recursive: true, force: true });
  for (const part of ['mon', 'osd', 'rgw']) mkdirSync(path.join(dir, part), { recursive: true });
  writeFileSync(conf, settings({ dir, fsid, monitor, s3 }));
  await run('ceph-authtool', '--create-keyring', keyring);
  for (const [name, ...caps] of keys) await run('ceph-authtool', keyring, '--gen-key', '--name', name, ...caps);
  await run('monmaptool', '--create', '--addv', 'a', `[v2:127.0.0.1:${monitor}]`, '--fsid', fsid, monmap);
  await run('ceph-mon', '--conf', conf, '-i', 'a', '--mkfs', '--monmap', monmap, '--keyring', keyring);
  await start('ceph-mon');
  await run('ceph', '--conf', conf, '--connect-timeout', '30', 'osd', 'new', osd);
  await run('ceph-osd', '--conf', conf, '-i', '0', '--mkfs', '--osd-uuid', osd);
  await start('ceph-osd');
  const user = ['user', 'create', '--uid', 'colloquy', '--display-name', 'colloquy'];
  const access = ['--access-key', accessKey, '--secret-key', secretKey];
  await run('radosgw-admin', '--conf', conf, '-n', 'client.rgw', ...user, ...access);
  await start('s3');
}
