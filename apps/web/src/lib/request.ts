import type { Problem } from '#contract';
import { OfflineError, ProblemError } from './problem.js';

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON; a file or blob as it is, under its own type. */
  body?: unknown;
  /** Access token for the Authorization header. */
  token?: string | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One call of the REST API.
 *
 * @param path below `/api/v1`, with its query
 * @returns the answer's body, or `undefined` for an empty one
 * @throws {ProblemError} when the server refuses
 * @throws {OfflineError} when there is no answer, or one that is not the server's
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(`/api/v1${path}`, options);
  return parse(await lost(response.text())) as T;
}

/** The same for an answer that is kept as a file. */
export async function requestBlob(path: string, options: RequestOptions = {}): Promise<Blob> {
  const response = await send(`/api/v1${path}`, options);
  return lost(response.blob());
}

/** Sends a file's bytes to where the server said (`upload` of `POST /files`); errors as in `request`. */
export async function sendBytes(
  target: { url: string; method: 'PUT'; headers: Readonly<Record<string, string>> },
  bytes: Blob,
): Promise<void> {
  await send(target.url, { method: target.method, body: bytes }, target.headers);
}

async function send(url: string, options: RequestOptions, more: Readonly<Record<string, string>> = {}) {
  const { method = 'GET', body, token, signal } = options;
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json', ...more };
  const bytes = body instanceof Blob;
  if (body !== undefined && !bytes) headers['content-type'] = 'application/json';
  if (token) headers.authorization = `Bearer ${token}`;
  const response = await fetch(url, {
    method,
    headers,
    signal: signal ?? null,
    credentials: 'same-origin',
    body: body === undefined ? null : bytes ? body : JSON.stringify(body),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new OfflineError(error);
  });
  if (response.ok) return response;
  const parsed = parse(await lost(response.text()));
  if (isProblem(parsed)) throw new ProblemError(parsed, secondsOf(response.headers.get('retry-after')));
  // A proxy in between answered, not the server.
  throw new OfflineError(new Error(`HTTP ${response.status}`));
}

/** A body that breaks off is as good as none. */
const lost = <T>(reading: Promise<T>): Promise<T> =>
  reading.catch((error: unknown) => {
    throw new OfflineError(error);
  });

function secondsOf(header: string | null): number | undefined {
  const seconds = Number(header ?? NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'status' in value;
