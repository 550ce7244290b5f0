import { me, session } from '#contract';
import { describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { person, type Person } from '../factories/people.js';
import { sql } from '../support/database.js';
import { poll } from '../support/diagnostics.js';
import { decode } from '../support/jwt.js';
import { useServer, type Server } from '../support/suite.js';

const kidOf = (token: string): unknown => decode(token).header.kid;

const publishedBy = async (server: Server, index = 0): Promise<unknown[]> => {
  const answer = await server.topology.api(index).get('//.well-known/jwks.json');
  return (answer.body as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
};

const signIn = async (server: Server, ana: Person, index = 0): Promise<string> => {
  const answer = await server.topology.api(index).post('/auth/login', { login: ana.email, password: ana.password });
  return answer.as(session).accessToken;
};

/** Good in every process, over REST and in the handshake. */
const expectGood = async (server: Server, ana: Person, token: string): Promise<void> => {
  for (const index of server.topology.urls.keys()) {
    (await server.topology.api(index).with(token).get('/auth/me')).as(me);
    (await ana.socket({ token, index, reconnect: false })).close();
  }
};

describe('R3 colloquy keys rotate', () => {
  const server = useServer({ name: 'keys', scripted: false });

  test('a running server goes over to the new key; what the old one signed stays good', async () => {
    const ana = await person(server.topology, 'ana');
    const before = ana.session.accessToken;
    const socket = await ana.socket({ reconnect: false });
    const { code, stdout, stderr } = await server.topology.colloquy('keys', 'rotate');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });

    const after = await poll(
      async () => {
        const token = await signIn(server, ana);
        return kidOf(token) === kidOf(before) ? undefined : token;
      },
      { timeoutMs: 30_000, everyMs: 200, what: 'a sign-in under the new key' },
    );
    expect(stdout).toContain(String(kidOf(after)));
    // At once, also in the processes that have not looked for new keys since.
    await expectGood(server, ana, after);
    await expectGood(server, ana, before);
    expect(socket.connected).toBe(true);
    for (const index of server.topology.urls.keys()) {
      expect(await publishedBy(server, index)).toEqual([kidOf(after), kidOf(before)]);
    }
    const facts = await sql(server.topology, "SELECT subject_id FROM audit_entries WHERE action = 'keys.rotated'");
    expect(facts).toEqual([{ subject_id: kidOf(after) }]);
  });

  test('a restart changes nothing, and a second rotation keeps the two former keys', async () => {
    const ana = await person(server.topology, 'ana');
    const before = ana.session.accessToken;
    expect((await server.topology.colloquy('keys', 'rotate')).code).toBe(0);
    await server.topology.restartAll();
    const after = await signIn(server, ana);
    expect(kidOf(after)).not.toBe(kidOf(before));
    const published = await publishedBy(server);
    expect(published).toHaveLength(3);
    expect(published[0]).toBe(kidOf(after));
    await expectGood(server, ana, before);
    await expectGood(server, ana, after);
  });

  test('a key id that somebody invented opens nothing', async () => {
    const ana = await person(server.topology, 'ana');
    const [, ...rest] = ana.session.accessToken.split('.');
    const invent = (kid: string): string => {
      const { header } = decode(ana.session.accessToken);
      return [Buffer.from(JSON.stringify({ ...header, kid })).toString('base64url'), ...rest].join('.');
    };
    const tokens = ['', 'invented', '../jwt', 'x'.repeat(500)].map(invent);
    const answers = await Promise.all(tokens.map(async (one) => server.topology.api().with(one).get('/auth/me')));
    for (const answer of answers) answer.problem(401, 'unauthorized');
    (await ana.api().get('/auth/me')).as(me);
  });
});

describe('R3 key files of the operator', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'colloquy-keys-'));
  const file = path.join(folder, 'own.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(file, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  const server = useServer({ name: 'own-keys', scripted: false, env: { JWT_PRIVATE_KEY_PATH: file } });

  test('sign, are the only ones, and are theirs to replace', async () => {
    const ana = await person(server.topology, 'ana');
    expect(await publishedBy(server)).toEqual([kidOf(ana.session.accessToken)]);
    await expectGood(server, ana, ana.session.accessToken);
    const { code, stdout, stderr } = await server.topology.colloquy('keys', 'rotate');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('JWT_PRIVATE_KEY_PATH');
    expect(await publishedBy(server)).toEqual([kidOf(ana.session.accessToken)]);
    rmSync(folder, { recursive: true });
  });
});

describe('the command line', () => {
  const server = useServer({ name: 'command-line', scripted: false });

  test('says what there is, and what it did not understand', async () => {
    const help = await server.topology.colloquy('--help');
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('keys');
    const unknown = await server.topology.colloquy('keys', 'turn');
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain("unknown command 'turn'");
  });
});
