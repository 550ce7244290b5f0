import type { Workspace } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/ui/button.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { TextField } from '../../components/ui/field.js';
import { FormError } from '../../components/ui/states.js';
import { textOf } from '../../lib/forms.js';
import { fieldErrors } from '../../lib/problem.js';
import { createWorkspace } from './api.js';

/** Makes a workspace: a team's space with rooms of its own. */
export function CreateWorkspace({ onDone, onClose }: { onDone(workspace: Workspace): void; onClose(): void }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: createWorkspace,
    onSuccess: (workspace) => {
      onDone(workspace);
      onClose();
    },
  });
  const errors = fieldErrors(error);
  return (
    <Dialog
      title="New workspace"
      description="A space for a team, with members and rooms of its own."
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          mutate({ name: textOf(form, 'name'), description: textOf(form, 'description') });
        }}
      >
        <TextField label="Name" name="name" required maxLength={80} autoComplete="off" error={errors.name} autoFocus />
        <TextField
          label="Description"
          name="description"
          optional
          maxLength={500}
          autoComplete="off"
          error={errors.description}
        />
        <FormError error={error} fields={errors} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" busy={isPending}>
            Create workspace
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
