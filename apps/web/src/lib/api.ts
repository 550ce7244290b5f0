import { ProblemError } from './problem.js';
import { request, type RequestOptions } from './request.js';
import { accessToken, renewSession } from './session.js';

/**
 * One call of the REST API as the person who is signed in. A 401 renews the session once and asks again.
 * Parameters and errors as in `request`.
 */
export async function api<T>(path: string, options: Omit<RequestOptions, 'token'> = {}): Promise<T> {
  const token = accessToken() ?? (await renewSession());
  try {
    return await request<T>(path, { ...options, token });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 401) throw error;
    // Another call may have renewed it while this one was on its way.
    const fresh = accessToken() === token ? await renewSession() : accessToken();
    if (!fresh) throw error;
    return request<T>(path, { ...options, token: fresh });
  }
}
