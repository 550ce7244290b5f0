import type { Problem } from '#contract';
import { OfflineError, ProblemError } from './problem.js';

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
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
  const { method = 'GET', body, token, signal } = options;
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token) headers.authorization = `Bearer ${token}`;
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers,
    signal: signal ?? null,
    credentials: 'same-origin',
    body: body === undefined ? null : JSON.stringify(body),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new OfflineError(error);
  });
  const text = await response.text().catch((error: unknown) => {
    throw new OfflineError(error);
  });
  const parsed = parse(text);
  if (response.ok) return parsed as T;
  if (isProblem(parsed)) throw new ProblemError(parsed);
  // A proxy in between answered, not the server.
  throw new OfflineError(new Error(`HTTP ${response.status}`));
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
