import type { RoomDetail } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/ui/button.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { TextField } from '../../components/ui/field.js';
import { textOf } from '../../lib/forms.js';
import { codeOf, fieldErrors, sayError } from '../../lib/problem.js';
import { joinByCode } from './api.js';

/** The code itself, also when somebody pastes the whole link. */
const codeIn = (text: string) => /\/join\/([^/?#\s]+)/.exec(text)?.[1] ?? text.trim();

/** Joins a room by the code that somebody gave. */
export function JoinByCode({ onDone, onClose }: { onDone(room: RoomDetail): void; onClose(): void }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: joinByCode,
    onSuccess: (room) => {
      onDone(room);
      onClose();
    },
  });
  const said = codeOf(error) === 'not_found' ? 'No room has this code.' : error ? sayError(error) : undefined;
  return (
    <Dialog title="Join with a code" description="Somebody in the room can give it to you." onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutate(codeIn(textOf(new FormData(event.currentTarget), 'code')));
        }}
      >
        <TextField
          label="Code or link"
          name="code"
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={fieldErrors(error).code ?? said}
          autoFocus
        />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" busy={isPending}>
            Join
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
