import type {
  Account,
  AssignableRoom,
  CreatedAccount,
  CreateUserRequest,
  ImportReport,
  PasswordLink,
  ServerSettings,
  UpdateSettingsRequest,
  UpdateUserRequest,
} from '#contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { keys, queryClient } from '../../lib/query.js';
import type { AccountsSearch } from './search.js';

interface AccountPage {
  items: Account[];
  nextCursor: string | null;
}

function queryOf({ pages, ...search }: AccountsSearch): string {
  const filled = Object.entries({ ...search, cursor: pages?.at(-1) }).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  return new URLSearchParams(filled).toString();
}

/** One page of the accounts as the search says. The one before stays on screen until the next is here. */
export const useAccounts = (search: AccountsSearch) => {
  const query = queryOf(search);
  return useQuery({
    queryKey: keys.accountPage(query),
    queryFn: ({ signal }) => api<AccountPage>(`/users?${query}`, { signal }),
    placeholderData: (before) => before,
    staleTime: 0,
  });
};

const refresh = () => queryClient.invalidateQueries({ queryKey: keys.accounts });

/** Does something with an account, after which the list is read again. */
const changed = <T>(path: string, method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', body?: unknown): Promise<T> =>
  api<T>(path, { method, body }).finally(() => void refresh());

export const createAccount = (body: CreateUserRequest) => changed<CreatedAccount>('/users', 'POST', body);

export const updateAccount = (userId: string, body: UpdateUserRequest) =>
  changed<Account>(`/users/${userId}`, 'PATCH', body);

export const eraseAccount = (userId: string) => changed<void>(`/users/${userId}`, 'DELETE');

/** A link with which the person chooses a new password. */
export const resetPasswordOf = (userId: string) => changed<PasswordLink>(`/users/${userId}/reset-password`, 'POST');

export const resetTwoFactorOf = (userId: string) => changed<void>(`/users/${userId}/reset-2fa`, 'POST');

export const endSessionsOf = (userId: string) => changed<void>(`/users/${userId}/sessions`, 'DELETE');

/** Makes an account for each line of a CSV file. */
export const importAccounts = (file: Blob) => changed<ImportReport>('/users/import', 'POST', file);

/** Rooms that the person can be put into and whose name holds `q`; those that they were put into come first. */
export const useAccountRooms = (userId: string, q: string) =>
  useQuery({
    queryKey: keys.accountRooms(userId, q),
    queryFn: async ({ signal }) => {
      const path = `/users/${userId}/rooms?q=${encodeURIComponent(q)}`;
      return (await api<{ items: AssignableRoom[] }>(path, { signal })).items;
    },
    placeholderData: (before) => before,
    staleTime: 0,
    gcTime: 0,
  });

export const assignRooms = (userId: string, roomIds: readonly string[]) =>
  changed<unknown>(`/users/${userId}/rooms`, 'PUT', { roomIds });

/** What is decided for the whole server. */
export const useServerSettings = () =>
  useQuery({ queryKey: keys.serverSettings, queryFn: () => api<ServerSettings>('/settings'), staleTime: 0 });

export async function updateServerSettings(body: UpdateSettingsRequest): Promise<void> {
  const settings = await api<ServerSettings>('/settings', { method: 'PATCH', body });
  queryClient.setQueryData(keys.serverSettings, settings);
  // Whether I am asked for a second factor may have changed with it.
  await queryClient.invalidateQueries({ queryKey: keys.me });
}
