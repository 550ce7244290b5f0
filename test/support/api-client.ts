import type { ErrorCode, Problem } from '#contract';
import type { z } from 'zod';
import { failure } from './diagnostics.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RequestOptions {
  /** Sent as JSON; a string goes out as it is. */
  body?: unknown;
  /** Sent form encoded in place of `body`. */
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

interface ClientOptions {
  accessToken?: string;
  secrets?: Set<string>;
}

/** An answer of the server, read to its end. */
export class ApiAnswer {
  readonly call: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;

  constructor(call: string, status: number, headers: Headers, text: string) {
    this.call = call;
    this.status = status;
    this.headers = headers;
    this.text = text;
  }

  /** The JSON body. */
  get body(): unknown {
    return this.text === '' ? undefined : JSON.parse(this.text);
  }

  /**
   * The body as the contract describes it.
   * @throws when the status is another or the body does not fit
   */
  as<T extends z.ZodType>(schema: T, status = 200): z.infer<T> {
    if (this.status !== status) throw failure(`${this.call}: ${this.status} in place of ${status}: ${this.text}`);
    const result = schema.safeParse(this.body);
    if (!result.success) throw failure(`${this.call}: not as in the contract: ${result.error.message}\n${this.text}`);
    return result.data;
  }

  /** Asserts an answer without content. */
  empty(status = 204): void {
    if (this.status !== status || this.text !== '') {
      throw failure(`${this.call}: ${this.status} "${this.text}" in place of an empty ${status}`);
    }
  }

  /** The problem document, with the checks that hold for every one of them (RFC 9457). */
  problem(status: number, code?: ErrorCode): Problem {
    const type = this.headers.get('content-type') ?? '';
    if (this.status !== status || !type.startsWith('application/problem+json')) {
      throw failure(`${this.call}: ${this.status} (${type}) in place of a ${status} problem: ${this.text}`);
    }
    const problem = this.body as Problem;
    const words = [problem.type, problem.title, problem.detail, problem.code, problem.requestId];
    if (problem.status !== status || words.some((word) => typeof word !== 'string' || word === '')) {
      throw failure(`${this.call}: incomplete problem document: ${this.text}`);
    }
    if (code !== undefined && problem.code !== code) throw failure(`${this.call}: code ${problem.code}, not ${code}`);
    return problem;
  }
}

/** Calls the public REST interface; relative paths go below /api/v1, absolute ones (`//health`) to the root. */
export class ApiClient {
  readonly baseUrl: string;
  accessToken: string | undefined;
  readonly #secrets: Set<string> | undefined;

  constructor(baseUrl: string, options: ClientOptions = {}) {
    this.baseUrl = baseUrl;
    this.accessToken = options.accessToken;
    this.#secrets = options.secrets;
  }

  /** The same server with other credentials, or none. */
  with(accessToken: string | undefined): ApiClient {
    return new ApiClient(this.baseUrl, { accessToken, secrets: this.#secrets });
  }

  /** Names a string that must never stand in a log. */
  secret(value: string | undefined): void {
    if (value !== undefined) this.#secrets?.add(value);
  }

  url(path: string): string {
    return path.startsWith('//') ? `${this.baseUrl}${path.slice(1)}` : `${this.baseUrl}/api/v1${path}`;
  }

  async request(method: Method, path: string, options: RequestOptions = {}): Promise<ApiAnswer> {
    const headers: Record<string, string> = {
      'X-Token-Delivery': 'body',
      ...(this.accessToken === undefined ? {} : { Authorization: `Bearer ${this.accessToken}` }),
      ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(options.form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ...options.headers,
    };
    const body =
      options.form !== undefined
        ? new URLSearchParams(options.form).toString()
        : typeof options.body === 'string' || options.body === undefined
          ? options.body
          : JSON.stringify(options.body);
    const answer = await fetch(this.url(path), {
      method,
      headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== '')),
      body,
      redirect: 'manual',
    });
    return new ApiAnswer(`${method} ${path}`, answer.status, answer.headers, await answer.text());
  }

  async get(path: string, headers?: Record<string, string>): Promise<ApiAnswer> {
    return this.request('GET', path, { headers });
  }

  async post(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer> {
    return this.request('POST', path, { body, headers });
  }

  async put(path: string, body?: unknown): Promise<ApiAnswer> {
    return this.request('PUT', path, { body });
  }

  async patch(path: string, body?: unknown): Promise<ApiAnswer> {
    return this.request('PATCH', path, { body });
  }

  async delete(path: string): Promise<ApiAnswer> {
    return this.request('DELETE', path);
  }
}
