import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { storeTransport } from './store-transport.js';

const TIMES = { stillMs: 60, stillWritingMs: 300 };
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Length: 400000\r\n\r\n';

describe('The transport to the object store', () => {
  let server: Server;
  let sockets: Socket[];
  let say: string;

  beforeEach(async () => {
    sockets = [];
    say = '';
    server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      socket.once('data', () => socket.write(say));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await once(server.close(), 'close');
  });

  const request = (method: string): { call: ClientRequest; answer: Promise<IncomingMessage>; since: number } => {
    const since = performance.now();
    const { port } = server.address() as AddressInfo;
    const options = { host: '127.0.0.1', port, method, agent: false };
    const call = storeTransport(false, TIMES).request(options, () => undefined);
    const answer = once(call, 'response').then(([response]) => response as IncomingMessage);
    call.on('error', () => undefined).end();
    return { call, answer, since };
  };

  it('gives up on a store that accepts and keeps still', async () => {
    const { answer } = request('GET');
    await expect(answer).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('gives a store more time to take an object in', async () => {
    const { answer, since } = request('PUT');
    await expect(answer).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(performance.now() - since).toBeGreaterThan(TIMES.stillWritingMs - 10);
  });

  it('gives up on a store that keeps still in the middle of an answer', async () => {
    say = `${HEAD}the beginning`;
    const response = await request('GET').answer;
    await expect(response.toArray()).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('waits for a reader who is slow', async () => {
    say = HEAD + 'x'.repeat(400_000);
    const { call, answer } = request('GET');
    const response = await answer;
    // Nobody reads: the buffers fill up, and the connection is still.
    await once(call, 'timeout');
    expect(Buffer.concat(await response.toArray())).toHaveLength(400_000);
  });
});
