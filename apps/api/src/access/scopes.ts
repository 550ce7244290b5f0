import type { TokenScope } from '#contract';
import { AppError } from '#domain';
import type { Actor } from '../auth/sessions.service.js';

/** Whether the credential is good for this: an API token only for what it was made for (R8). */
export const hasScope = ({ scopes }: Pick<Actor, 'scopes'>, scope: TokenScope): boolean =>
  scopes === null || scopes.includes(scope);

/** @throws AppError scope_missing for an API token that was not made for this */
export function requireScope(actor: Pick<Actor, 'scopes'>, scope: TokenScope): void {
  if (!hasScope(actor, scope)) throw new AppError('scope_missing', `This needs a token with the scope “${scope}”.`);
}
