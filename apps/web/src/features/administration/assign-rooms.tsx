import type { Account } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { DoorOpen } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
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
  const all = useAccountRooms(props.account.id, '');
  return (
    <Dialog
      title={`Rooms of ${props.account.displayName}`}
      description="They take part in the rooms that you tick. Rooms that they came into by themselves stay as they are."
      onClose={props.onClose}
      wide
    >
      {all.isError ? (
        <ErrorState title="The rooms could not be loaded" error={all.error} onRetry={() => void all.refetch()} />
      ) : !all.data ? (
        <RoomsSkeleton />
      ) : (
        <Picker {...props} assigned={all.data.filter((room) => room.assigned).map((room) => room.id)} />
      )}
    </Dialog>
  );
}

function Picker({ account, assigned, onDone, onClose }: AssignRoomsProps & { assigned: readonly string[] }) {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useAccountRooms(account.id, q);
  const [picked, setPicked] = useState(() => new Set(assigned));
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => assignRooms(account.id, [...picked]),
    onSuccess: onDone,
  });
  const toggle = (id: string, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  return (
    <>
      <TextField
        label="Search"
        type="search"
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoFocus
      />
      <div className="mt-3 flex h-72 flex-col overflow-y-auto">
        {found.isError ? (
          <ErrorState title="The rooms could not be loaded" error={found.error} onRetry={() => void found.refetch()} />
        ) : !found.data ? (
          <RoomsSkeleton />
        ) : found.data.length === 0 ? (
          <EmptyState icon={DoorOpen} title={q ? 'Nothing by that name' : 'There are no rooms to assign'} />
        ) : (
          <ul aria-label="Rooms">
            {found.data.map((room) => (
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

const RoomsSkeleton = () => (
  <div role="status" aria-label="Loading rooms" className="flex h-80 flex-col gap-6 py-4">
    <Skeleton className="w-2/5" />
    <Skeleton className="w-3/5" />
    <Skeleton className="w-1/3" />
  </div>
);
