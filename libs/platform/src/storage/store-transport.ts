import http from 'node:http';
import https from 'node:https';

const TIMES = {
  /** How long a store may keep still while it is connected to or asked for something. */
  stillMs: 2_500,
  /** The same once it is connected and takes an object in: it flushes it before it answers. */
  stillWritingMs: 15_000,
};

type Respond = (answer: http.IncomingMessage) => void;

/**
 * The HTTP requests of a store's client, which by itself waits for ever: they fail with code `ETIMEDOUT` when the store
 * keeps still. The time during which a slow reader holds an answer up does not count.
 */
export function storeTransport(secure: boolean, times = TIMES): Pick<typeof http, 'request'> {
  const request = (options: http.RequestOptions, respond: Respond): http.ClientRequest => {
    const call = (secure ? https : http).request({ ...options, timeout: times.stillMs });
    let answer: http.IncomingMessage | undefined;
    call.once('response', (response) => {
      answer = response;
      respond(response);
    });
    if (options.method === 'PUT' || options.method === 'POST') onceConnected(call, times.stillWritingMs);
    call.on('timeout', () => {
      if (answer && answer.readableLength > 0) return;
      (answer ?? call).destroy(stillness(options));
    });
    return call;
  };
  // The client uses this one of the overloads.
  return { request: request as unknown as typeof http.request };
}

function onceConnected(call: http.ClientRequest, timeoutMs: number): void {
  call.once('socket', (socket) => {
    if (socket.connecting) socket.once('connect', () => socket.setTimeout(timeoutMs));
    else socket.setTimeout(timeoutMs);
  });
}

const stillness = ({ host, port }: http.RequestOptions): Error =>
  Object.assign(new Error(`The object store at ${host}:${port} keeps still`), { code: 'ETIMEDOUT' });
