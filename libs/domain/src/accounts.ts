import { ACCOUNT_ACTIONS, SERVER_ROLES, type AccountAction, type ServerRole } from '#contract';

/** Somebody who looks after accounts, and the account in question. */
export interface AccountFacts {
  actorRole: ServerRole;
  targetRole: ServerRole;
  /** It is one's own: what needs a confirmation there has its place in the settings, not here. */
  self: boolean;
  /** The person asked to be forgotten; there is nothing left to look after. */
  erased: boolean;
}

/** What each server role may do with the accounts of which roles (`product.md` §3, R58). */
const ACCOUNT_RIGHTS: Readonly<Record<AccountAction, Partial<Record<ServerRole, readonly ServerRole[]>>>> = {
  'account.edit': { admin: SERVER_ROLES },
  'account.changeRole': { admin: SERVER_ROLES },
  'account.deactivate': { admin: SERVER_ROLES },
  'account.resetPassword': { admin: SERVER_ROLES, manager: ['user', 'kid'] },
  'account.resetTwoFactor': { admin: SERVER_ROLES },
  'account.endSessions': { admin: SERVER_ROLES },
  'account.assignRooms': { admin: SERVER_ROLES, manager: ['user', 'kid'] },
  'account.erase': { admin: SERVER_ROLES },
};

/** With one's own account these would go round the step-up that the settings ask for. */
const CLOSED_TO_SELF: readonly AccountAction[] = ['account.resetPassword', 'account.resetTwoFactor'];

/** The roles that a person with this role may give to accounts that they make or change. Nobody can raise themselves (R14). */
const GRANTABLE: Readonly<Record<ServerRole, readonly ServerRole[]>> = {
  admin: SERVER_ROLES,
  manager: ['user', 'kid'],
  user: [],
  kid: [],
};

/** May somebody do this with an account? */
export function canWithAccount(action: AccountAction, { actorRole, targetRole, self, erased }: AccountFacts): boolean {
  if (erased || (self && CLOSED_TO_SELF.includes(action))) return false;
  return ACCOUNT_RIGHTS[action][actorRole]?.includes(targetRole) ?? false;
}

/** Every answer of `canWithAccount` at once. */
export function accountPermissions(facts: AccountFacts): Record<AccountAction, boolean> {
  return Object.fromEntries(ACCOUNT_ACTIONS.map((action) => [action, canWithAccount(action, facts)])) as Record<
    AccountAction,
    boolean
  >;
}

/** Roles with which this person may make a new account. */
export const grantableRoles = (actorRole: ServerRole): readonly ServerRole[] => GRANTABLE[actorRole];
