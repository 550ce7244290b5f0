import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Journal } from './journal.js';
import { UpstreamClosed, UpstreamReply } from './upstream-reply.js';
import { readRequest, type UpstreamRequest } from './upstream-request.js';

export type Script = (reply: UpstreamReply, request: UpstreamRequest) => Promise<void> | void;
/** A piece of the last user turn's text, or a condition on the whole request. */
export type Match = string | ((request: UpstreamRequest) => boolean);

const echo: Script = async (reply, request) => {
  reply.usage({ input: 7, output: 4 });
  await reply.tokens(['You ', 'said: ', request.text]);
};

const meets = (match: Match, request: UpstreamRequest): boolean =>
  typeof match === 'string' ? request.text.includes(match) : match(request);

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/**
 * A model server that speaks OpenAI's HTTP interface and does what the test's scripts say.
 * It stands outside the product: whatever the product makes of it went over a real connection.
 */
export class Upstream {
  /** Requests in the order of their arrival. */
  readonly calls = new Journal<UpstreamRequest>();
  /** Requests under way now, and the most that there were at once. */
  active = 0;
  maxActive = 0;
  readonly #scripts: { match: Match; script: Script; left: number }[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        if (error instanceof UpstreamClosed) return;
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    this.#server.keepAliveTimeout = 1_000;
  }

  /** Base URL as providers are configured, ending in /v1. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  get requests(): UpstreamRequest[] {
    return this.calls.entries;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /**
   * Answers requests that match by `script`, `times` times at most. The newest script that matches wins;
   * a request that none matches gets an echo of what was said.
   */
  script(match: Match, script: Script, times = Infinity): void {
    this.#scripts.unshift({ match, script, left: times });
  }

  /** Requests whose last user turn holds `match`. */
  callsOf(match: Match): UpstreamRequest[] {
    return this.requests.filter((request) => meets(match, request));
  }

  /** The `nth` request (from 1) that matches, now or later. */
  async called(match: Match, nth = 1): Promise<UpstreamRequest> {
    return this.calls.until(() => this.callsOf(match)[nth - 1], {
      what: () => `call ${nth} of the model for ${String(match)}; it was asked: ${this.#asked()}`,
    });
  }

  /** Resolves when the product has closed the connection of that request before its answer ended. */
  async closedEarly(request: UpstreamRequest): Promise<void> {
    await this.calls.until(() => (request.closedEarly ? true : undefined), {
      what: () => `the product to leave "${request.text}"`,
    });
  }

  #asked(): string {
    return JSON.stringify(this.requests.map((request) => request.text));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://upstream');
    if (request.method === 'GET' && pathname === '/v1/models') {
      const data = ['scripted', 'scripted-2'].map((id) => ({ id, object: 'model', created: 1, owned_by: 'test' }));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ object: 'list', data }));
      return;
    }
    if (request.method !== 'POST' || pathname !== '/v1/chat/completions') {
      response.writeHead(404).end();
      return;
    }
    await this.#complete(readRequest(await bodyOf(request), request.headers), response);
  }

  async #complete(call: UpstreamRequest, response: ServerResponse): Promise<void> {
    this.active += 1;
    this.maxActive = Math.max(this.maxActive, this.active);
    response.once('close', () => {
      this.active -= 1;
      call.closedEarly = !response.writableEnded;
      call.ended = true;
      this.calls.touch();
    });
    const reply = new UpstreamReply(response, call);
    const script = this.#take(call);
    this.calls.add(call);
    await script(reply, call);
    reply.end();
  }

  #take(call: UpstreamRequest): Script {
    const found = this.#scripts.find((one) => one.left > 0 && meets(one.match, call));
    if (found === undefined) return echo;
    found.left -= 1;
    return found.script;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A scripted model server on a free port. */
export const startUpstream = async (): Promise<Upstream> => {
  const upstream = new Upstream();
  await upstream.listen();
  return upstream;
};
