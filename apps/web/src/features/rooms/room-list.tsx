import type { QueueItem, RoomView } from '#contract';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Hash, Lock } from 'lucide-react';
import { Skeleton } from '../../components/ui/states.js';
import { cn } from '../../lib/cn.js';
import { keys } from '../../lib/query.js';

/** My rooms in a workspace, each with what is new in it and whether an assistant is answering there. */
export function RoomList({ rooms }: { rooms: readonly RoomView[] }) {
  const queues = useQueries({
    // Live events fill these in; nothing is asked for rooms that are not open.
    queries: rooms.map((room) => ({
      queryKey: keys.queue(room.id),
      queryFn: (): Promise<readonly QueueItem[]> => Promise.resolve([]),
      enabled: false,
    })),
  });
  return (
    <ul className="flex flex-col gap-px">
      {rooms.map((room, index) => (
        <li key={room.id}>
          <RoomLine room={room} answering={(queues[index]?.data?.length ?? 0) > 0} />
        </li>
      ))}
    </ul>
  );
}

function RoomLine({ room, answering }: { room: RoomView; answering: boolean }) {
  const { unread, mentions, notify } = room.me;
  const loud = unread > 0 && notify !== 'none';
  const Icon = room.visibility === 'public' ? Hash : Lock;
  return (
    <Link
      to="/rooms/$roomId"
      params={{ roomId: room.id }}
      className={cn(
        'flex h-8 items-center gap-2 rounded-sm px-2 transition-colors duration-150 hover:bg-wash touch:h-11',
        'aria-[current=page]:bg-wash aria-[current=page]:text-ink',
        loud ? 'font-semibold text-ink' : 'text-ink-soft',
      )}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-faint" />
      <span className="min-w-0 flex-1 truncate">{room.title}</span>
      {answering && (
        <span className="shimmer size-2 shrink-0 rounded-full bg-accent">
          <span className="sr-only">an assistant is answering</span>
        </span>
      )}
      {mentions > 0 ? (
        <span className="min-w-5 rounded-full bg-accent px-1.5 text-center text-12 leading-5 font-semibold text-accent-ink tabular-nums">
          {few(mentions)}
          <span className="sr-only"> {mentions === 1 ? 'mention' : 'mentions'}</span>
        </span>
      ) : (
        unread > 0 && (
          <span className="min-w-5 px-0.5 text-center text-12 font-medium text-accent tabular-nums">
            {few(unread)}
            <span className="sr-only"> unread</span>
          </span>
        )
      )}
    </Link>
  );
}

const few = (n: number) => (n > 99 ? '99+' : n);

/** Stands for the rooms while they load. */
export const RoomListSkeleton = () => (
  <div className="flex flex-col gap-px" aria-label="Loading rooms" role="status">
    {['w-24', 'w-32', 'w-20', 'w-28'].map((width) => (
      <div key={width} className="flex h-8 items-center gap-2 px-2">
        <Skeleton className="size-4 rounded-sm" />
        <Skeleton className={width} />
      </div>
    ))}
  </div>
);
