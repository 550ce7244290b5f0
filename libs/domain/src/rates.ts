import { AppError } from './app-error.js';

/**
 * Lets through what is within a rate (§14).
 * @throws AppError rate_limited, with the seconds after which the count begins anew
 */
export function requireGranted({ granted, resetSeconds }: { granted: number; resetSeconds: number }): void {
  if (granted > 0) return;
  throw new AppError('rate_limited', `Try again in ${resetSeconds} s.`, { retryAfterSeconds: resetSeconds });
}
