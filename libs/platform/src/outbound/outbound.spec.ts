import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Outbound } from './outbound.js';

const REFUSED = /^(Only https|Private) addresses may (not )?be called$/;

describe('Outbound', () => {
  let server: Server;
  let port: number;
  const called: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      called.push(request.url ?? '');
      if (request.url === '/moved') response.writeHead(302, { location: '/secret' });
      response.end('inside');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  });

  it.each([
    ['a private address', 'https://127.0.0.1'],
    ['a private address in another spelling', 'https://0x7f.1'],
    ['a private address as one number', 'https://2130706433'],
    ['a v6 address', 'https://[::1]'],
    ['a v4 address in v6', 'https://[::ffff:127.0.0.1]'],
    ['a name of a private address', 'https://localhost'],
    ['plain http', 'http://example.org'],
  ])('refuses %s', async (_, origin) => {
    const outbound = new Outbound([]);
    // A refusal after the name was looked up comes as the cause of a failed connection.
    const reason = await outbound.fetch(`${origin}:${port}/secret`).catch((error: Error) => error.cause ?? error);
    expect(reason).toMatchObject({ message: expect.stringMatching(REFUSED) });
    expect(called).not.toContain('/secret');
    await outbound.close();
  });

  it.each([
    ['host and port', () => `127.0.0.1:${port}`],
    ['base address', () => `http://127.0.0.1:${port}/v1`],
  ])('reaches a private endpoint that the operator named by %s, and no other', async (_, entry) => {
    const outbound = new Outbound([entry()]);
    expect(await (await outbound.fetch(`http://127.0.0.1:${port}/v1/models`)).text()).toBe('inside');
    await expect(outbound.fetch('http://127.0.0.1:1/v1/models')).rejects.toThrow(REFUSED);
    await outbound.close();
  });

  it('follows no redirect', async () => {
    const outbound = new Outbound([`127.0.0.1:${port}`]);
    await expect(outbound.fetch(`http://127.0.0.1:${port}/moved`)).rejects.toThrow();
    expect(called).not.toContain('/secret');
    await outbound.close();
  });
});
