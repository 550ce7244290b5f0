import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Button } from './button.js';
import { Dialog, DialogActions } from './dialog.js';
import { TextField } from './field.js';
import { Form } from './form.js';
import { FormError } from './states.js';

interface ConfirmProps<T> {
  title: string;
  description: ReactNode;
  /** Words on the button that does it. */
  action: string;
  /** What has to be typed in first, for what can't be undone. */
  typed?: string | undefined;
  look?: 'danger' | 'primary';
  run(): Promise<T>;
  onDone(result: T): void;
  onClose(): void;
}

/** Asks before something that has consequences, and says what they are. */
export function Confirm<T>(props: ConfirmProps<T>) {
  const { title, description, action, typed, look = 'danger', run, onDone, onClose } = props;
  const [text, setText] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: run,
    onSuccess: (result) => {
      onClose();
      onDone(result);
    },
  });
  const ready = typed === undefined || text.trim() === typed;
  return (
    <Dialog title={title} description={description} onClose={onClose}>
      <Form error={error} onSubmit={() => ready && mutate()} className="flex flex-col gap-4">
        {typed !== undefined && (
          <TextField
            label={`Type ${typed} to confirm`}
            name="confirmation"
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
          />
        )}
        <FormError error={error} fields={{}} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look={look} busy={isPending} disabled={!ready}>
            {action}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
