import { AppError, isConfirmed } from '#domain';
import type { Actor } from '../auth/sessions.service.js';

/**
 * For what is dangerous only in some cases, where `@Confirmed()` on the route would ask always.
 * @throws AppError token_not_accepted, reauth_required
 */
export function requireConfirmed({ scopes, confirmedAt }: Actor): void {
  if (scopes !== null) throw new AppError('token_not_accepted');
  if (!isConfirmed(confirmedAt, new Date())) throw new AppError('reauth_required');
}
