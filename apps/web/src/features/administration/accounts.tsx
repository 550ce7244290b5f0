import type { Account, AccountsQuery, Me } from '#contract';
import { UserPlus, Users } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { EmptyState, ErrorState, Skeleton } from '../../components/ui/states.js';
import { cn } from '../../lib/cn.js';
import { AccountDialogs, type AccountsDialog } from './account-dialogs.js';
import { AccountFilters } from './account-filters.js';
import { AccountList } from './account-list.js';
import { useAccounts } from './api.js';
import type { AccountsSearch } from './search.js';

interface AccountsProps {
  me: Me;
  search: AccountsSearch;
  /** Puts another search into the address. */
  onSearch(search: AccountsSearch): void;
}

/** Everybody with an account here: found, looked after, made. */
export function Accounts({ me, search, onSearch }: AccountsProps) {
  const found = useAccounts(search);
  const [dialog, setDialog] = useState<AccountsDialog>();
  const close = useCallback(() => setDialog(undefined), []);
  const sort = search.sort ?? 'username';
  const order = search.order ?? 'asc';
  const pages = search.pages ?? [];
  const change = useCallback(
    (part: Partial<AccountsSearch>) => onSearch({ ...search, ...part, pages: undefined }),
    [search, onSearch],
  );
  const sortBy = (by: AccountsQuery['sort']) =>
    change({ sort: by, order: by === sort && order === 'asc' ? 'desc' : 'asc' });
  const next = found.data?.nextCursor;
  return (
    <>
      <div className="mb-5 flex flex-wrap gap-2">
        <Button look="primary" size="sm" onClick={() => setDialog({ kind: 'create' })}>
          <UserPlus size={16} strokeWidth={1.75} aria-hidden />
          New user
        </Button>
        <Button size="sm" onClick={() => setDialog({ kind: 'import' })}>
          Import from CSV
        </Button>
      </div>
      <AccountFilters search={search} onChange={change} />
      <div
        aria-busy={found.isFetching}
        className={cn('mt-5 flex flex-col', found.isPlaceholderData && 'opacity-60 transition-opacity delay-150')}
      >
        {found.isError ? (
          <ErrorState title="The users could not be loaded" error={found.error} onRetry={() => void found.refetch()} />
        ) : !found.data ? (
          <AccountsSkeleton />
        ) : found.data.items.length === 0 ? (
          <Nobody onAll={() => onSearch({})} />
        ) : (
          <AccountList
            accounts={found.data.items}
            sort={sort}
            order={order}
            onSort={sortBy}
            onTask={(task, account: Account) => setDialog({ kind: 'account', task, account })}
          />
        )}
      </div>
      {(pages.length > 0 || next) && (
        <nav aria-label="Pages" className="mt-5 flex items-center gap-3">
          <Button
            size="sm"
            disabled={pages.length === 0}
            onClick={() => onSearch({ ...search, pages: pages.length > 1 ? pages.slice(0, -1) : undefined })}
          >
            Previous
          </Button>
          <span className="text-13 text-ink-faint tabular-nums">Page {pages.length + 1}</span>
          <Button
            size="sm"
            disabled={!next || found.isPlaceholderData}
            onClick={() => next && onSearch({ ...search, pages: [...pages, next] })}
          >
            Next
          </Button>
        </nav>
      )}
      <AccountDialogs open={dialog} me={me} onClose={close} />
    </>
  );
}

const Nobody = ({ onAll }: { onAll(): void }) => (
  <EmptyState icon={Users} title="Nobody like that" action={<Button onClick={onAll}>Show everybody</Button>}>
    No account fits the search and the filters.
  </EmptyState>
);

const AccountsSkeleton = () => (
  <div role="status" aria-label="Loading the users" className="flex flex-col divide-y divide-line">
    {['w-40', 'w-28', 'w-36', 'w-44', 'w-32', 'w-40'].map((width, index) => (
      <div key={index} className="flex h-13 items-center gap-3">
        <Skeleton className="size-6" />
        <Skeleton className={width} />
        <Skeleton className="ms-auto w-24" />
      </div>
    ))}
  </div>
);
