import type { Account, AssignableRoom } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { DoorOpen } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { Checkbox } from '../../components/ui/checkbox.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { TextField } from '../../components/ui/field.js';
import { EmptyState, ErrorState, FormError, Skeleton } from '../../components/ui/states.js';
import { count } from '../../lib/text.js';
import { assignRooms, useAccountRooms } from './api.js';

interface AssignRoomsProps {
  account: Account;
  onDone(): void;
  onClose(): void;
}

/** Puts a person into rooms, and takes them out again. */
export function AssignRooms(props: AssignRoomsProps) {
  const rooms = useAccountRooms(props.account.id);
  return (
    <Dialog
      title={`Rooms of ${props.account.displayName}`}
      description="They take part in the rooms that you tick. Rooms that they came into by themselves stay as they are."
      onClose={props.onClose}
      wide
    >
      {rooms.isError ? (
        <ErrorState title="The rooms could not be loaded" error={rooms.error} onRetry={() => void rooms.refetch()} />
      ) : !rooms.data ? (
        <div role="status" aria-label="Loading rooms" className="flex h-80 flex-col gap-6 py-4">
          <Skeleton className="w-2/5" />
          <Skeleton className="w-3/5" />
          <Skeleton className="w-1/3" />
        </div>
      ) : (
        <Picker {...props} rooms={rooms.data} />
      )}
    </Dialog>
  );
}

function Picker({ account, rooms, onDone, onClose }: AssignRoomsProps & { rooms: readonly AssignableRoom[] }) {
  const [q, setQ] = useState('');
  const [picked, setPicked] = useState(() => new Set(rooms.filter((room) => room.assigned).map((room) => room.id)));
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => assignRooms(account.id, [...picked]),
    onSuccess: onDone,
  });
  const words = q.trim().toLocaleLowerCase();
  const shown = rooms.filter((room) => `${room.title} ${room.workspaceName}`.toLocaleLowerCase().includes(words));
  const toggle = (id: string, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  return (
    <>
      <TextField label="Search" type="search" value={q} onChange={(event) => setQ(event.target.value)} autoFocus />
      <div className="mt-3 flex h-72 flex-col overflow-y-auto">
        {shown.length === 0 ? (
          <EmptyState icon={DoorOpen} title={words ? 'Nothing by that name' : 'There are no rooms to assign'} />
        ) : (
          <ul>
            {shown.map((room) => (
              <li key={room.id}>
                <Checkbox
                  label={room.title}
                  hint={room.workspaceName}
                  checked={picked.has(room.id)}
                  onChange={(event) => toggle(room.id, event.target.checked)}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
      <FormError error={error} fields={{}} />
      <DialogActions>
        <span role="status" className="me-auto self-center text-13 text-ink-faint">
          {count(picked.size, 'room')}
        </span>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button look="primary" busy={isPending} onClick={() => mutate()}>
          Save
        </Button>
      </DialogActions>
    </>
  );
}
