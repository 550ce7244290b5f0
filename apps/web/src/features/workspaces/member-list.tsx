import type { Member, Workspace } from '#contract';
import { Users } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Avatar } from '../../components/ui/avatar.js';
import { Button } from '../../components/ui/button.js';
import { TextField } from '../../components/ui/field.js';
import { Chip } from '../../components/ui/notice.js';
import { EmptyState, ErrorState, Skeleton } from '../../components/ui/states.js';
import { cn } from '../../lib/cn.js';
import { shortDate } from '../../lib/dates.js';
import { MemberMenu } from './member-menu.js';
import { useMembers } from './members-api.js';
import { ROLE_NAMES } from './roles.js';

const TYPING_MS = 250;

interface MemberListProps {
  workspace: Workspace;
  /** Who looks at it. */
  userId: string;
}

/** Who is in the workspace, found by name; owners look after them from here. */
export function MemberList({ workspace, userId }: MemberListProps) {
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const members = useMembers(workspace.id, q);
  return (
    <>
      <div role="search" className="mb-4 max-w-sm">
        <TextField
          label="Search"
          type="search"
          maxLength={100}
          placeholder="Name"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {members.isError ? (
        <ErrorState
          title="The members could not be loaded"
          error={members.error}
          onRetry={() => void members.refetch()}
        />
      ) : !members.data ? (
        <MemberListSkeleton />
      ) : members.data.length === 0 ? (
        <EmptyState icon={Users} title="Nobody like that">
          No member’s name holds “{q}”.
        </EmptyState>
      ) : (
        <ul
          aria-busy={members.isPlaceholderData}
          className={cn(
            'flex flex-col divide-y divide-line rounded-md border border-line',
            members.isPlaceholderData && 'opacity-60 transition-opacity delay-150',
          )}
        >
          {members.data.map((member) => (
            <MemberLine key={member.user.id} member={member} workspace={workspace} userId={userId} />
          ))}
        </ul>
      )}
      {members.hasNextPage && (
        <Button className="mt-4" busy={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}

function MemberLine({ member, workspace, userId }: MemberListProps & { member: Member }) {
  const { user, role, joinedAt } = member;
  return (
    <li className="flex items-center gap-3 py-2.5 ps-4 pe-2">
      <Avatar name={user.displayName} hue={user.color} url={user.avatarUrl} size={32} />
      <div className={cn('min-w-0 flex-1', !user.active && 'text-ink-faint')}>
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{user.displayName}</span>
          {user.id === userId && <Chip tone="good">You</Chip>}
          {role !== 'member' && <Chip>{ROLE_NAMES[role]}</Chip>}
          {!user.active && <Chip tone="warn">Inactive</Chip>}
        </p>
        <p className="truncate text-13 text-ink-faint">
          @{user.username} · since {shortDate(joinedAt)}
        </p>
      </div>
      {workspace.can['workspace.manageMembers'] && (
        <MemberMenu member={member} workspace={workspace} isMe={user.id === userId} />
      )}
    </li>
  );
}

const MemberListSkeleton = () => (
  <div
    role="status"
    aria-label="Loading the members"
    className="flex flex-col divide-y divide-line rounded-md border border-line"
  >
    {['w-40', 'w-28', 'w-36'].map((width) => (
      <div key={width} className="flex h-16 items-center gap-3 px-4">
        <Skeleton className="size-8" />
        <Skeleton className={width} />
      </div>
    ))}
  </div>
);
