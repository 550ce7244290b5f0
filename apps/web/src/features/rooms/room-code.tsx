import { useMutation } from '@tanstack/react-query';
import { keys, queryClient } from '../../lib/query.js';
import { Button } from '../../components/ui/button.js';
import { CopyField } from '../../components/ui/copy-field.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { FormError } from '../../components/ui/states.js';
import { dropCode, makeCode, useRoomCode } from './api.js';

interface RoomCodeDialogProps {
  roomId: string;
  title: string;
  onClose(): void;
}

/** Shows, renews and withdraws the code by which others join this room. */
export function RoomCodeDialog({ roomId, title, onClose }: RoomCodeDialogProps) {
  const current = useRoomCode(roomId);
  const make = useMutation({
    mutationFn: () => makeCode(roomId),
    onSuccess: (code) => queryClient.setQueryData(keys.codeOf(roomId), code),
  });
  const drop = useMutation({ mutationFn: () => dropCode(roomId), onSuccess: onClose });
  return (
    <Dialog
      title={`Code for ${title}`}
      description="Whoever has the code can join this room. A new code replaces the one before."
      onClose={onClose}
    >
      {current.data && (
        <div className="flex flex-col gap-4">
          <CopyField label="Link" value={current.data.url} />
          <CopyField label="Code" value={current.data.code} />
        </div>
      )}
      {current.data === null && <p className="text-ink-soft">This room has no code at the moment.</p>}
      <FormError error={current.error ?? make.error ?? drop.error} fields={{}} />
      <DialogActions>
        <Button look="quiet" disabled={!current.data} busy={drop.isPending} onClick={() => drop.mutate()}>
          Switch the code off
        </Button>
        <Button look={current.data ? 'outline' : 'primary'} busy={make.isPending} onClick={() => make.mutate()}>
          Make a new code
        </Button>
      </DialogActions>
    </Dialog>
  );
}
