import type { Account, AccountsQuery } from '#contract';
import { ArrowDown, ArrowUp, MoreHorizontal } from 'lucide-react';
import { Avatar } from '../../components/ui/avatar.js';
import { IconButton } from '../../components/ui/icon-button.js';
import { Menu, MenuItem, MenuLine } from '../../components/ui/menu.js';
import { Chip } from '../../components/ui/notice.js';
import { distance, moment, shortDate } from '../../lib/dates.js';
import { cn } from '../../lib/cn.js';
import { tasksFor, type AccountTask } from './account-actions.js';
import { ROLE_NAMES } from './search.js';

export interface AccountListProps {
  accounts: readonly Account[];
  sort: AccountsQuery['sort'];
  order: AccountsQuery['order'];
  onSort(sort: AccountsQuery['sort']): void;
  onTask(task: AccountTask, account: Account): void;
}

const COLUMNS: readonly { sort?: AccountsQuery['sort']; label: string; className?: string }[] = [
  { sort: 'displayName', label: 'Name' },
  { sort: 'username', label: 'Username' },
  { label: 'E-mail', className: 'max-xl:hidden' },
  { label: 'Role' },
  { sort: 'lastSeenAt', label: 'Last seen' },
  { sort: 'createdAt', label: 'Since' },
];

/** The accounts as a table; as cards where there is little room. */
export function AccountList({ accounts, sort, order, onSort, onTask }: AccountListProps) {
  const Arrow = order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <>
      <ul className="flex flex-col gap-2 md:hidden">
        {accounts.map((account) => (
          <AccountCard key={account.id} account={account} onTask={onTask} />
        ))}
      </ul>
      <table className="w-full text-13 max-md:hidden">
        <thead>
          <tr className="border-b border-line text-start">
            {COLUMNS.map(({ sort: by, label, className }) => (
              <th
                key={label}
                scope="col"
                aria-sort={by === undefined || by !== sort ? undefined : order === 'asc' ? 'ascending' : 'descending'}
                className={cn('py-1 pe-4 text-start font-medium whitespace-nowrap text-ink-faint', className)}
              >
                {by ? (
                  <button
                    type="button"
                    onClick={() => onSort(by)}
                    className="inline-flex h-8 items-center gap-1 font-medium hover:text-ink"
                  >
                    {label}
                    {by === sort && <Arrow size={14} aria-hidden />}
                  </button>
                ) : (
                  label
                )}
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} onTask={onTask} />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface LineProps {
  account: Account;
  onTask: AccountListProps['onTask'];
}

function AccountRow({ account, onTask }: LineProps) {
  const { displayName, username, email, role, createdAt } = account;
  return (
    <tr className={cn('border-b border-line hover:bg-wash', !account.active && 'text-ink-faint')}>
      <td className="w-[32%] max-w-0 py-2.5 pe-4">
        <span className="flex items-center gap-2.5">
          <Avatar name={displayName} hue={account.color} url={account.avatarUrl} size={24} />
          <span className="truncate text-15 font-medium" title={displayName}>
            {displayName}
          </span>
          <States account={account} />
        </span>
      </td>
      <td className="max-w-36 truncate pe-4" title={username}>
        @{username}
      </td>
      <td className="max-w-44 truncate pe-4 max-xl:hidden" title={email}>
        {email}
      </td>
      <td className="pe-4">{ROLE_NAMES[role]}</td>
      <td className="pe-4 whitespace-nowrap tabular-nums">
        <Seen account={account} />
      </td>
      <td className="pe-4 whitespace-nowrap tabular-nums">
        <time dateTime={createdAt} title={moment(createdAt)}>
          {shortDate(createdAt)}
        </time>
      </td>
      <td className="w-8">
        <Tasks account={account} onTask={onTask} />
      </td>
    </tr>
  );
}

function AccountCard({ account, onTask }: LineProps) {
  const { displayName, username, email, role } = account;
  return (
    <li className="flex items-start gap-3 rounded-md border border-line bg-raised p-3 ps-4">
      <Avatar name={displayName} hue={account.color} url={account.avatarUrl} size={32} className="mt-0.5" />
      <div className="min-w-0 flex-1 text-13 text-ink-soft">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink">
          <span className="min-w-0 text-15 font-medium [overflow-wrap:anywhere]">{displayName}</span>
          <States account={account} />
        </p>
        <p className="truncate">
          {ROLE_NAMES[role]} · @{username}
        </p>
        <p className="truncate">{email}</p>
        <p className="text-ink-faint">
          seen <Seen account={account} />
        </p>
      </div>
      <Tasks account={account} onTask={onTask} />
    </li>
  );
}

const States = ({ account: { active, twoFactor } }: { account: Account }) => (
  <>
    {!active && <Chip tone="warn">Inactive</Chip>}
    {twoFactor && <Chip>2FA</Chip>}
  </>
);

const Seen = ({ account: { lastSeenAt } }: { account: Account }) =>
  lastSeenAt ? (
    <time dateTime={lastSeenAt} title={moment(lastSeenAt)}>
      {distance(lastSeenAt)}
    </time>
  ) : (
    <>never</>
  );

function Tasks({ account, onTask }: LineProps) {
  const tasks = tasksFor(account);
  if (tasks.length === 0) return null;
  return (
    <Menu trigger={<IconButton label={`Actions for ${account.displayName}`} icon={MoreHorizontal} side="left" />}>
      {tasks.map(({ task, label, icon, danger }) => (
        <div key={task}>
          {danger && tasks.length > 1 && <MenuLine />}
          <MenuItem icon={icon} danger={danger ?? false} onSelect={() => onTask(task, account)}>
            {label}
          </MenuItem>
        </div>
      ))}
    </Menu>
  );
}
