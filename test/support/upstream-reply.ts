import type { ServerResponse } from 'node:http';
import type { UpstreamRequest } from './upstream-request.js';

/** Thrown inside a script when the product closed the connection; the server of the scripts swallows it. */
export class UpstreamClosed extends Error {}

export interface Usage {
  input: number;
  output: number;
}

/** What a script can do to the product: tokens, ends, and every misbehaviour that a provider shows. */
export class UpstreamReply {
  readonly #response: ServerResponse;
  readonly #request: UpstreamRequest;
  readonly #left: Promise<never>;
  #text = '';
  #usage: Usage | undefined;
  #finish = 'stop';

  constructor(response: ServerResponse, request: UpstreamRequest) {
    this.#response = response;
    this.#request = request;
    this.#left = new Promise<never>((_, reject) => {
      response.once('close', () => reject(new UpstreamClosed('The product closed the connection')));
    });
    this.#left.catch(() => undefined);
  }

  get ended(): boolean {
    return this.#response.writableEnded || this.#response.destroyed;
  }

  /** Everything sent as answer text so far. */
  get text(): string {
    return this.#text;
  }

  /** Waits for `promise`, or throws when the product leaves in the meantime. */
  async until<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#left]);
  }

  #head(): void {
    if (this.#response.headersSent) return;
    this.#response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    this.#response.flushHeaders();
  }

  /** Sends the response's head alone, so that the first byte is early and the first token late. */
  head(): void {
    this.#head();
  }

  #chunk(fields: Record<string, unknown>): void {
    this.raw(`data: ${JSON.stringify({ ...this.#frame('chat.completion.chunk'), ...fields })}\n\n`);
  }

  #frame(object: string): Record<string, unknown> {
    return { id: 'chatcmpl-scripted', object, created: 1, model: this.#request.model };
  }

  /** Writes bytes as they are into the stream. */
  raw(bytes: string | Uint8Array): void {
    if (this.ended) throw new UpstreamClosed('The product closed the connection');
    this.#head();
    this.#response.write(bytes);
  }

  token(text: string): void {
    this.#text += text;
    if (!this.#request.stream) return;
    this.#chunk({ choices: [{ index: 0, delta: { role: 'assistant', content: text }, finish_reason: null }] });
  }

  /** Sends tokens one after another, `everyMs` apart where given. */
  async tokens(list: readonly string[], everyMs = 0): Promise<void> {
    for (const text of list) {
      this.token(text);
      if (everyMs > 0) await this.until(new Promise((resolve) => setTimeout(resolve, everyMs)));
    }
  }

  /** Numbers that the end of the answer reports. */
  usage(usage: Usage): void {
    this.#usage = usage;
  }

  /** Why the answer ends, as the end reports it; "stop" when not called. */
  finishReason(reason: string): void {
    this.#finish = reason;
  }

  /** The orderly end: finish reason, usage, `[DONE]`; without `done` the stream just ends. */
  end({ done = true } = {}): void {
    if (this.ended) return;
    const usage = this.#usage && {
      prompt_tokens: this.#usage.input,
      completion_tokens: this.#usage.output,
      total_tokens: this.#usage.input + this.#usage.output,
    };
    if (this.#request.stream) {
      this.#chunk({ choices: [{ index: 0, delta: {}, finish_reason: this.#finish }] });
      if (usage) this.#chunk({ choices: [], usage });
      if (done) this.raw('data: [DONE]\n\n');
      this.#response.end();
      return;
    }
    const message = { role: 'assistant', content: this.#text };
    const choices = [{ index: 0, message, finish_reason: this.#finish }];
    this.#response.writeHead(200, { 'content-type': 'application/json' });
    this.#response.end(JSON.stringify({ ...this.#frame('chat.completion'), choices, usage }));
  }

  /** Ends the bytes where they are: no finish reason, no `[DONE]`. */
  cutShort(): void {
    this.#head();
    this.#response.end();
  }

  /** An error answer in place of a stream; objects go out as JSON, strings as HTML. */
  error(status: number, body: object | string, headers: Record<string, string> = {}): void {
    const type = typeof body === 'string' ? 'text/html' : 'application/json';
    this.#response.writeHead(status, { 'content-type': type, ...headers });
    this.#response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  /** Breaks the connection off with a TCP reset. */
  reset(): void {
    this.#response.socket?.resetAndDestroy();
  }

  /** Says nothing more until the product leaves; then throws, which ends the script. */
  async hang(): Promise<never> {
    return this.#left;
  }
}
