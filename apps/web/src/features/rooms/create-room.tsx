import type { RoomDetail, Visibility } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { SelectField, TextField } from '../../components/ui/field.js';
import { FormError } from '../../components/ui/states.js';
import { textOf } from '../../lib/forms.js';
import { fieldErrors } from '../../lib/problem.js';
import { createRoom } from './api.js';

interface CreateRoomProps {
  workspaceId: string;
  workspaceName: string;
  onDone(room: RoomDetail): void;
  onClose(): void;
}

const MEANING: Record<Visibility, string> = {
  public: 'Everybody in the workspace can find it and join.',
  invite_only: 'By invitation or with its code.',
  private: 'You and the assistants, nobody else.',
};

/** Makes a room. Its first assistant, @ai, is there from the beginning. */
export function CreateRoom({ workspaceId, workspaceName, onDone, onClose }: CreateRoomProps) {
  const [visibility, setVisibility] = useState<Visibility>('public');
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: { title: string; topic: string }) => createRoom(workspaceId, { ...body, visibility }),
    onSuccess: (room) => {
      onDone(room);
      onClose();
    },
  });
  const errors = fieldErrors(error);
  return (
    <Dialog title="New room" description={`In ${workspaceName}. @ai is in it from the start.`} onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          mutate({ title: textOf(form, 'title'), topic: textOf(form, 'topic') });
        }}
      >
        <TextField
          label="Title"
          name="title"
          required
          maxLength={80}
          autoComplete="off"
          error={errors.title}
          autoFocus
        />
        <TextField label="Topic" name="topic" optional maxLength={500} autoComplete="off" error={errors.topic} />
        <SelectField
          label="Who can come in"
          value={visibility}
          onChange={(event) => setVisibility(event.target.value as Visibility)}
          hint={MEANING[visibility]}
          error={errors.visibility}
        >
          <option value="public">Public</option>
          <option value="invite_only">Invite only</option>
          <option value="private">Private</option>
        </SelectField>
        <FormError error={error} fields={errors} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" busy={isPending}>
            Create room
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
