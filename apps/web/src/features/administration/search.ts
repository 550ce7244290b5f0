import type { AccountsQuery, ServerRole } from '#contract';

/** What the list of accounts shows, as it stands in the address. */
export interface AccountsSearch {
  q?: string | undefined;
  role?: ServerRole | undefined;
  active?: AccountsQuery['active'];
  sort?: AccountsQuery['sort'] | undefined;
  order?: AccountsQuery['order'] | undefined;
  /** Cursors of the pages that one has turned, the present one last. */
  pages?: string[] | undefined;
}

/** Each server role in words. */
export const ROLE_NAMES: Record<ServerRole, string> = {
  admin: 'Administrator',
  manager: 'Manager',
  user: 'User',
  kid: 'Kid',
};
export const ROLES = Object.keys(ROLE_NAMES) as ServerRole[];

const SORTS: Record<AccountsQuery['sort'], true> = {
  username: true,
  displayName: true,
  createdAt: true,
  lastSeenAt: true,
};

const oneOf = <T extends string>(choices: readonly T[], value: unknown): T | undefined =>
  choices.find((choice) => choice === String(value));

/** Reads it from the address; what makes no sense there is left out. */
export function accountsSearch(search: Record<string, unknown>): AccountsSearch {
  const pages = Array.isArray(search.pages) ? search.pages.filter((it) => typeof it === 'string') : [];
  // A search for digits alone comes out of the address as a number.
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q) : '';
  return {
    q: q === '' ? undefined : q.slice(0, 100),
    role: oneOf(ROLES, search.role),
    active: oneOf(['true', 'false'] as const, search.active),
    sort: oneOf(Object.keys(SORTS) as AccountsQuery['sort'][], search.sort),
    order: oneOf(['asc', 'desc'] as const, search.order),
    pages: pages.length > 0 ? pages : undefined,
  };
}
