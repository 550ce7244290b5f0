import type { RoomDetail, RoomView } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Compass, Hash } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { Dialog } from '../../components/ui/dialog.js';
import { TextField } from '../../components/ui/field.js';
import { EmptyState, ErrorState, Skeleton } from '../../components/ui/states.js';
import { toast } from '../../components/ui/toasts.js';
import { sayError } from '../../lib/problem.js';
import { distance } from '../../lib/dates.js';
import { count } from '../../lib/text.js';
import { joinRoom, useDiscover } from './api.js';

interface DiscoverRoomsProps {
  workspaceId: string;
  workspaceName: string;
  onDone(room: RoomDetail): void;
  onClose(): void;
}

/** Public rooms of the workspace that I am not in yet. */
export function DiscoverRooms({ workspaceId, workspaceName, onDone, onClose }: DiscoverRoomsProps) {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useDiscover(workspaceId, q);
  return (
    <Dialog title="Discover rooms" description={`Public rooms in ${workspaceName}.`} onClose={onClose} wide>
      <TextField
        label="Search"
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoFocus
      />
      <div className="mt-3 flex min-h-52 flex-col">
        {found.isError ? (
          <ErrorState title="The rooms could not be loaded" error={found.error} onRetry={() => void found.refetch()} />
        ) : !found.data ? (
          <div role="status" aria-label="Loading rooms" className="flex flex-col gap-6 py-4">
            <Skeleton className="w-2/5" />
            <Skeleton className="w-3/5" />
          </div>
        ) : found.data.items.length === 0 ? (
          <EmptyState icon={Compass} title={q ? 'Nothing by that name' : 'You are in all of them'}>
            {q
              ? 'Try another word, or make the room yourself.'
              : 'There is no public room here that you have not joined.'}
          </EmptyState>
        ) : (
          <ul className="flex flex-col">
            {found.data.items.map((room) => (
              <Found key={room.id} room={room} onDone={onDone} onClose={onClose} />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

function Found({ room, onDone, onClose }: { room: RoomView } & Pick<DiscoverRoomsProps, 'onDone' | 'onClose'>) {
  const join = useMutation({
    mutationFn: () => joinRoom(room.id),
    onSuccess: (joined) => {
      onDone(joined);
      onClose();
    },
    onError: (error) => toast(sayError(error), 'bad'),
  });
  return (
    <li className="flex items-center gap-3 border-b border-line py-3 last:border-0">
      <Hash size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{room.title}</p>
        <p className="truncate text-13 text-ink-faint">
          {room.topic ||
            `${count(room.participantCount, 'person', 'people')} · active ${distance(room.lastActivityAt)}`}
        </p>
      </div>
      <Button size="sm" busy={join.isPending} onClick={() => join.mutate()} aria-label={`Join ${room.title}`}>
        Join
      </Button>
    </li>
  );
}
