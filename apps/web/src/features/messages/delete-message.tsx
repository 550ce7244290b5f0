import type { Message } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/ui/button.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { FormError } from '../../components/ui/states.js';
import { deleteMessage } from './api.js';

/** Asks before a message goes. */
export function DeleteMessage({ message, onClose }: { message: Message; onClose(): void }) {
  const { mutate, isPending, error } = useMutation({ mutationFn: () => deleteMessage(message.id), onSuccess: onClose });
  return (
    <Dialog
      title="Delete this message?"
      description="Its text goes for everybody. The room shows that something was deleted here."
      onClose={onClose}
    >
      <blockquote className="line-clamp-3 border-l-2 border-line-strong pl-3 text-13 [overflow-wrap:anywhere] text-ink-soft">
        {message.content}
      </blockquote>
      <FormError error={error} fields={{}} />
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          Keep it
        </Button>
        <Button look="danger" busy={isPending} onClick={() => mutate()}>
          Delete
        </Button>
      </DialogActions>
    </Dialog>
  );
}
