import type { AccountsQuery } from '#contract';
import { useEffect, useState } from 'react';
import { SelectField, TextField } from '../../components/ui/field.js';
import { ROLE_NAMES, ROLES, type AccountsSearch } from './search.js';

const TYPING_MS = 250;

const SORTS: Record<AccountsQuery['sort'], string> = {
  username: 'Username',
  displayName: 'Name',
  lastSeenAt: 'Last seen',
  createdAt: 'Since',
};

interface AccountFiltersProps {
  search: AccountsSearch;
  /** Begins at the first page again. */
  onChange(change: Partial<AccountsSearch>): void;
}

/** Search, role and state; the order too, where there are no heads of columns to press. */
export function AccountFilters({ search, onChange }: AccountFiltersProps) {
  const [typed, setTyped] = useState(search.q ?? '');
  useEffect(() => {
    if (typed.trim() === (search.q ?? '')) return;
    const timer = setTimeout(() => onChange({ q: typed.trim() || undefined }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, search.q, onChange]);
  return (
    <div role="search" className="grid grid-cols-2 gap-3 md:grid-cols-[minmax(12rem,1fr)_11rem_9rem]">
      <div className="col-span-2 md:col-span-1">
        <TextField
          label="Search"
          type="search"
          name="q"
          maxLength={100}
          placeholder="Name or e-mail"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <SelectField
        label="Role"
        value={search.role ?? ''}
        onChange={(event) => onChange({ role: ROLES.find((role) => role === event.target.value) })}
      >
        <option value="">All</option>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {ROLE_NAMES[role]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="State"
        value={search.active ?? ''}
        onChange={(event) => onChange({ active: (event.target.value || undefined) as AccountsSearch['active'] })}
      >
        <option value="">All</option>
        <option value="true">Active</option>
        <option value="false">Inactive</option>
      </SelectField>
      <div className="col-span-2 md:hidden">
        <SelectField
          label="Order"
          value={`${search.sort ?? 'username'} ${search.order ?? 'asc'}`}
          onChange={(event) => {
            const [sort, order] = event.target.value.split(' ');
            onChange({ sort: sort as AccountsQuery['sort'], order: order as AccountsQuery['order'] });
          }}
        >
          {Object.entries(SORTS).flatMap(([sort, words]) => [
            <option key={`${sort} asc`} value={`${sort} asc`}>
              {words}
            </option>,
            <option key={`${sort} desc`} value={`${sort} desc`}>
              {words}, from the end
            </option>,
          ])}
        </SelectField>
      </div>
    </div>
  );
}
