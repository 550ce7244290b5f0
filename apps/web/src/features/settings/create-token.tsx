import type { CreatedApiToken, Me, TokenScope } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { Checkbox } from '../../components/ui/checkbox.js';
import { CopyField } from '../../components/ui/copy-field.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { SelectField, TextField } from '../../components/ui/field.js';
import { Form } from '../../components/ui/form.js';
import { Notice } from '../../components/ui/notice.js';
import { FormError } from '../../components/ui/states.js';
import { textOf } from '../../lib/forms.js';
import { fieldErrors } from '../../lib/problem.js';
import { keys, queryClient } from '../../lib/query.js';
import { createApiToken } from './api.js';

const MEANING: Record<TokenScope, string> = {
  read: 'Read rooms, messages and files that you can read.',
  write: 'Send and change messages, make rooms.',
  ai: 'Call assistants and models.',
  admin: 'Manage the server, as far as you may.',
};
const SCOPES = Object.keys(MEANING) as TokenScope[];
const SPANS = [
  { days: '7', words: 'A week' },
  { days: '30', words: '30 days' },
  { days: '90', words: '90 days' },
  { days: '365', words: 'A year' },
  { days: '', words: 'No end' },
];

/** The button for a new token, and its dialog: name, scopes, end; then the token, this once. */
export function CreateToken({ me }: { me: Me }) {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<CreatedApiToken>();
  const close = () => {
    setOpen(false);
    setMade(undefined);
    void queryClient.invalidateQueries({ queryKey: keys.apiTokens });
  };
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        New token
      </Button>
      {open &&
        (made ? <ShownOnce token={made} onClose={close} /> : <TokenForm me={me} onMade={setMade} onClose={close} />)}
    </>
  );
}

function TokenForm({ me, onMade, onClose }: { me: Me; onMade(token: CreatedApiToken): void; onClose(): void }) {
  const { mutate, isPending, error } = useMutation({ mutationFn: createApiToken, onSuccess: onMade });
  const errors = fieldErrors(error);
  const mine = SCOPES.filter((scope) => scope !== 'admin' || me.permissions.includes('user.assist'));
  return (
    <Dialog title="New API token" description="It acts as you, within what you tick here." onClose={onClose}>
      <Form
        className="flex flex-col gap-4"
        error={error}
        onSubmit={(form) => {
          const days = textOf(form, 'expiresInDays');
          mutate({
            name: textOf(form, 'name'),
            scopes: mine.filter((scope) => form.has(scope)),
            expiresInDays: days === '' ? null : Number(days),
          });
        }}
      >
        <TextField
          label="Name"
          name="name"
          required
          maxLength={80}
          autoComplete="off"
          hint="What it is for, so that you know it again."
          error={errors.name}
          autoFocus
        />
        <fieldset aria-describedby={errors.scopes ? 'scopes-error' : undefined}>
          <legend className="mb-1 text-13 font-medium">It may</legend>
          {mine.map((scope) => (
            <Checkbox
              key={scope}
              name={scope}
              label={scope}
              hint={MEANING[scope]}
              defaultChecked={scope === 'read'}
              aria-invalid={errors.scopes ? true : undefined}
            />
          ))}
          {errors.scopes && (
            <p id="scopes-error" role="alert" className="text-13 text-bad">
              Tick at least one.
            </p>
          )}
        </fieldset>
        <SelectField label="Valid for" name="expiresInDays" defaultValue="90" error={errors.expiresInDays}>
          {SPANS.map(({ days, words }) => (
            <option key={days} value={days}>
              {words}
            </option>
          ))}
        </SelectField>
        <FormError error={error} fields={errors} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" busy={isPending}>
            Create token
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

const ShownOnce = ({ token, onClose }: { token: CreatedApiToken; onClose(): void }) => (
  <Dialog title={token.name} onClose={onClose}>
    <div className="flex flex-col gap-4">
      <CopyField label="API token" value={token.token} />
      <Notice tone="warn">
        Copy it now: it is shown only this once. The server keeps no more than its fingerprint.
      </Notice>
    </div>
    <DialogActions>
      <Button look="primary" onClick={onClose}>
        Done
      </Button>
    </DialogActions>
  </Dialog>
);
