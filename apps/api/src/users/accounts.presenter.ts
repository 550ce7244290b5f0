import type { Account, PasswordLink } from '#contract';
import { accountPermissions, grantableRoles, type AccountFacts } from '#domain';
import type { Acting } from '../auth/sessions.service.js';
import type { User } from './user.entity.js';
import { presentUser } from './users.presenter.js';

/** What a decision about an account rests on. */
export const accountFacts = (actor: Acting, user: User): AccountFacts => ({
  actorRole: actor.role,
  targetRole: user.role,
  self: user.id === actor.userId,
  erased: user.erasedAt !== null,
});

export const presentLink = ({ url, expiresAt }: { url: string; expiresAt: Date }): PasswordLink => ({
  url,
  expiresAt: expiresAt.toISOString(),
});

/** A person as those who look after accounts see them, with what they may do. */
export function presentAccount(user: User, actor: Acting): Account {
  const can = accountPermissions(accountFacts(actor, user));
  return {
    ...presentUser(user),
    email: user.email,
    twoFactor: user.totpEnabledAt !== null,
    lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
    can,
    grantableRoles: can['account.changeRole'] ? [...grantableRoles(actor.role)] : [],
  };
}
