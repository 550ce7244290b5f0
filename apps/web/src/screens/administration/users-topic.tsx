import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Topic } from '../../components/topics.js';
import { Accounts } from '../../features/administration/accounts.js';
import type { AccountsSearch } from '../../features/administration/search.js';
import { WithMe } from '../with-me.js';

/** `/admin/users`: the accounts; what is searched for stands in the address. */
export function UsersTopic() {
  const search = useSearch({ from: '/_in/admin/users' });
  const navigate = useNavigate();
  const onSearch = useCallback(
    (next: AccountsSearch) => void navigate({ to: '/admin/users', search: next, replace: true }),
    [navigate],
  );
  return (
    <Topic title="Users" home="/admin" wide>
      <WithMe>{(me) => <Accounts me={me} search={search} onSearch={onSearch} />}</WithMe>
    </Topic>
  );
}
