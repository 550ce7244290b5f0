import type { RoomAction, ServerRole, TokenScope } from '#contract';
import { canOnServer, type ServerAction } from './permissions.js';

/** Actions that set a model to work. */
const AI: readonly RoomAction[] = ['assistant.call', 'generation.regenerate'];

/** What is done to the server as a whole. */
const ADMIN: readonly ServerAction[] = ['user.assist', 'user.manage', 'settings.manage', 'analytics.read'];

/**
 * The scope that an API token needs for something (R8, rulings 16): administration is `admin`, setting a model to work
 * is `ai`, the rest is `read` or `write` as it changes something or not.
 */
export function neededScope(action: RoomAction | ServerAction | null, changes: boolean): TokenScope {
  if (action !== null && (ADMIN as readonly string[]).includes(action)) return 'admin';
  if (action !== null && (AI as readonly string[]).includes(action)) return 'ai';
  return changes ? 'write' : 'read';
}

/** May somebody with this role have a token of this scope? One for administration only who has something to administer. */
export const mayHoldScope = (scope: TokenScope, serverRole: ServerRole): boolean =>
  scope !== 'admin' || ADMIN.some((action) => canOnServer(action, { serverRole }));

/** Whether an account with this role must have a second factor and has none (R7). */
export const mustEnrol = (role: ServerRole, requiredFor: readonly ServerRole[], enabled: boolean): boolean =>
  !enabled && requiredFor.includes(role);
