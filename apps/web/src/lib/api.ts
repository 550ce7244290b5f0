import { codeOf, ProblemError } from './problem.js';
import { request, requestBlob, type RequestOptions } from './request.js';
import { accessToken, renewSession } from './session.js';
import { confirmIdentity, enrolmentStore } from './step-up.js';

type Options = Omit<RequestOptions, 'token'>;

/**
 * One call of the REST API as the person who is signed in. A 401 renews the session once and asks again; what needs a
 * confirmed session asks the person to confirm and then goes on. Parameters and errors as in `request`.
 */
export const api = <T>(path: string, options: Options = {}): Promise<T> =>
  confirmed((token) => request<T>(path, { ...options, token }));

/** The same for an answer that is kept as a file. */
export const apiBlob = (path: string, options: Options = {}): Promise<Blob> =>
  confirmed((token) => requestBlob(path, { ...options, token }));

type Call<T> = (token: string | undefined) => Promise<T>;

async function confirmed<T>(call: Call<T>): Promise<T> {
  try {
    return await signedIn(call);
  } catch (error) {
    if (codeOf(error) === 'two_factor_enrolment_required') enrolmentStore.set(true);
    if (codeOf(error) !== 'reauth_required' || !(await confirmIdentity())) throw error;
    return signedIn(call);
  }
}

async function signedIn<T>(call: Call<T>): Promise<T> {
  const token = accessToken() ?? (await renewSession());
  try {
    return await call(token);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 401 || !STALE.has(error.problem.code)) throw error;
    // Another call may have renewed it while this one was on its way.
    const fresh = accessToken() === token ? await renewSession() : accessToken();
    if (!fresh) throw error;
    return call(fresh);
  }
}

/** What a 401 says when it is about the access token; a wrong code or password is a 401 as well. */
const STALE: ReadonlySet<string> = new Set(['unauthorized', 'session_ended']);
