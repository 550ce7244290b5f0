import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/ui/button.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { FormError } from '../../components/ui/states.js';
import { leaveRoom } from './api.js';

interface LeaveRoomProps {
  roomId: string;
  title: string;
  onDone(): void;
  onClose(): void;
}

/** Asks before one leaves a room. */
export function LeaveRoom({ roomId, title, onDone, onClose }: LeaveRoomProps) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => leaveRoom(roomId),
    onSuccess: () => {
      onClose();
      onDone();
    },
  });
  return (
    <Dialog
      title={`Leave ${title}?`}
      description="What you wrote stays. To come back you need an invitation, unless the room is public."
      onClose={onClose}
    >
      <FormError error={error} fields={{}} />
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          Stay
        </Button>
        <Button look="danger" busy={isPending} onClick={() => mutate()}>
          Leave
        </Button>
      </DialogActions>
    </Dialog>
  );
}
