import type { Session, User } from '#contract';
import { noteInput } from './last-input.js';
import { OfflineError, ProblemError } from './problem.js';
import { request } from './request.js';
import { createStore } from './store.js';

/** Who is here. The access token lives in this module's memory and nowhere else. */
export type SessionState =
  | { kind: 'unknown' }
  | { kind: 'unreachable' }
  | { kind: 'anonymous'; reason?: string }
  | { kind: 'signed-in'; user: User };

const LOCK = 'colloquy.refresh';
/** Renewed this long before its end, so that a request under way does not meet an expired token. */
const RENEW_EARLY_MS = 60_000;

let token: string | undefined;
let renewTimer: ReturnType<typeof setTimeout> | undefined;
let renewing: Promise<string | undefined> | undefined;
const renewalListeners = new Set<(token: string) => void>();

/** The state of the session, as a store for `useStore`. */
export const sessionStore = createStore<SessionState>({ kind: 'unknown' });

/** The access token, if one is signed in. */
export const accessToken = (): string | undefined => token;

/** Calls back with each new access token of a renewal; gives back how to stop that. */
export function onRenewal(listener: (token: string) => void): () => void {
  renewalListeners.add(listener);
  return () => renewalListeners.delete(listener);
}

/** Takes over the session that sign-in, registration or set-up answered. */
export function beginSession(session: Session): void {
  noteInput();
  adopt(session);
  sessionStore.set({ kind: 'signed-in', user: session.user });
}

/** Takes over what I changed about myself. */
export function updateUser(user: User): void {
  const session = sessionStore.get();
  if (session.kind === 'signed-in' && session.user.id === user.id) sessionStore.set({ kind: 'signed-in', user });
}

/** Forgets the session in this page. `reason` is shown on the sign-in page. */
export function endSession(reason?: string): void {
  token = undefined;
  clearTimeout(renewTimer);
  sessionStore.set({ kind: 'anonymous', reason });
}

function adopt(session: Session): void {
  token = session.accessToken;
  clearTimeout(renewTimer);
  const lifetime = session.expiresIn * 1000;
  renewTimer = setTimeout(() => void renewSession(), Math.max(lifetime - RENEW_EARLY_MS, lifetime / 2));
}

/** One renewal at a time over all tabs of this browser, so that a refresh token is not used twice. */
const alone = <T>(run: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(LOCK, run) : run();

/**
 * Trades the refresh cookie for a new access token. Several callers share one request.
 *
 * @returns the new token, or `undefined` when there is no session any more
 * @throws {OfflineError} when the server cannot be reached: the session may well be alive
 */
export function renewSession(): Promise<string | undefined> {
  renewing ??= alone(trade).finally(() => (renewing = undefined));
  return renewing;
}

async function trade(): Promise<string | undefined> {
  try {
    const session = await request<Session>('/auth/refresh', { method: 'POST', body: {} });
    adopt(session);
    sessionStore.set({ kind: 'signed-in', user: session.user });
    for (const listener of renewalListeners) listener(session.accessToken);
    return session.accessToken;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429) {
      const wasHere = sessionStore.get().kind === 'signed-in';
      endSession(wasHere ? 'Your session has ended. Sign in again to go on.' : undefined);
      return undefined;
    }
    clearTimeout(renewTimer);
    renewTimer = setTimeout(() => void renewSession().catch(() => undefined), 5_000);
    throw error instanceof ProblemError ? new OfflineError(error) : error;
  }
}

/** Finds out at the start whether the cookie still carries a session. */
export async function restoreSession(): Promise<SessionState> {
  if (sessionStore.get().kind === 'unknown' || sessionStore.get().kind === 'unreachable') {
    await renewSession().catch(() => sessionStore.set({ kind: 'unreachable' }));
  }
  return sessionStore.get();
}
