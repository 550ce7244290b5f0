import type { DeviceSession } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { Button } from '../../components/ui/button.js';
import { Chip } from '../../components/ui/notice.js';
import { ErrorState, Skeleton } from '../../components/ui/states.js';
import { toast } from '../../components/ui/toasts.js';
import { distance, moment } from '../../lib/dates.js';
import { sayError } from '../../lib/problem.js';
import { keys, queryClient } from '../../lib/query.js';
import { count } from '../../lib/text.js';
import { endSessionOf, useSessions } from './api.js';

/** Where I am signed in, this one first; each can be ended from here. */
export function SessionList() {
  const sessions = useSessions();
  const end = useMutation({
    mutationFn: (ids: readonly string[]) => Promise.all(ids.map(endSessionOf)),
    onSuccess: (_done, ids) => toast(`${count(ids.length, 'device')} signed out.`),
    onError: (error) => toast(sayError(error), 'bad'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.sessions }),
  });
  if (sessions.isError) {
    return (
      <ErrorState
        title="Your sessions could not be loaded"
        error={sessions.error}
        onRetry={() => void sessions.refetch()}
      />
    );
  }
  if (!sessions.data) return <SessionListSkeleton />;
  const sorted = [...sessions.data].sort(
    (a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt.localeCompare(a.lastSeenAt),
  );
  const others = sorted.filter(({ current }) => !current).map(({ id }) => id);
  return (
    <>
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
        {sorted.map((session) => (
          <SessionLine key={session.id} session={session} busy={end.isPending} onEnd={() => end.mutate([session.id])} />
        ))}
      </ul>
      {others.length > 0 ? (
        <Button className="mt-5" busy={end.isPending} onClick={() => end.mutate(others)}>
          Sign out all other devices
        </Button>
      ) : (
        <p className="mt-5 text-13 text-ink-faint">You are signed in nowhere else.</p>
      )}
    </>
  );
}

function SessionLine({ session, busy, onEnd }: { session: DeviceSession; busy: boolean; onEnd(): void }) {
  const { device, address, current, createdAt, lastSeenAt } = session;
  return (
    <li className="flex items-center gap-4 px-4 py-3">
      <MonitorSmartphone size={20} strokeWidth={1.5} aria-hidden className="shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          <span className="min-w-0 [overflow-wrap:anywhere]">{device}</span>
          {current && <Chip tone="good">This one</Chip>}
        </p>
        <p className="text-13 text-ink-faint">
          <span className="[overflow-wrap:anywhere] tabular-nums">{address}</span> ·{' '}
          <time dateTime={lastSeenAt} title={moment(lastSeenAt)}>
            {current ? 'here now' : `seen ${distance(lastSeenAt)}`}
          </time>{' '}
          ·{' '}
          <time dateTime={createdAt} title={moment(createdAt)}>
            signed in {distance(createdAt)}
          </time>
        </p>
      </div>
      {!current && (
        <Button size="sm" disabled={busy} onClick={onEnd} aria-label={`Sign out ${device}`}>
          Sign out
        </Button>
      )}
    </li>
  );
}

const SessionListSkeleton = () => (
  <div
    role="status"
    aria-label="Loading your sessions"
    className="flex flex-col divide-y divide-line rounded-md border border-line"
  >
    {['w-40', 'w-32', 'w-48'].map((width) => (
      <div key={width} className="flex h-[4.25rem] flex-col justify-center gap-3 px-4">
        <Skeleton className={width} />
        <Skeleton className="w-56" />
      </div>
    ))}
  </div>
);
