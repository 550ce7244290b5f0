import type { CreatedAccount, ServerRole } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { Checkbox } from '../../components/ui/checkbox.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { SelectField, TextField } from '../../components/ui/field.js';
import { Form } from '../../components/ui/form.js';
import { PasswordField } from '../../components/ui/password-field.js';
import { FormError } from '../../components/ui/states.js';
import { textOf } from '../../lib/forms.js';
import { fieldErrors } from '../../lib/problem.js';
import { createAccount } from './api.js';
import { ROLE_NAMES } from './search.js';

interface CreateAccountProps {
  /** Those that I may give. */
  roles: readonly ServerRole[];
  onDone(account: CreatedAccount): void;
  onClose(): void;
}

/** A new account; without a password its person gets a link to choose one. */
export function CreateAccount({ roles, onDone, onClose }: CreateAccountProps) {
  const [byLink, setByLink] = useState(true);
  const { mutate, isPending, error } = useMutation({ mutationFn: createAccount, onSuccess: onDone });
  const errors = fieldErrors(error);
  return (
    <Dialog title="New user" onClose={onClose}>
      <Form
        className="flex flex-col gap-4"
        error={error}
        onSubmit={(form) => {
          const displayName = textOf(form, 'displayName').trim();
          mutate({
            username: textOf(form, 'username'),
            email: textOf(form, 'email'),
            role: textOf(form, 'role') as ServerRole,
            ...(displayName ? { displayName } : {}),
            ...(byLink ? {} : { password: textOf(form, 'password') }),
          });
        }}
      >
        <TextField
          label="Name"
          name="displayName"
          optional
          maxLength={80}
          autoComplete="off"
          error={errors.displayName}
          autoFocus
        />
        <TextField
          label="Username"
          name="username"
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          hint="Lower case; it can’t be changed later."
          error={errors.username}
        />
        <TextField label="E-mail" name="email" type="email" required autoComplete="off" error={errors.email} />
        <SelectField label="Role" name="role" defaultValue="user" error={errors.role}>
          {roles.map((role) => (
            <option key={role} value={role}>
              {ROLE_NAMES[role]}
            </option>
          ))}
        </SelectField>
        <Checkbox
          label="Let them choose their password"
          hint="You get a one-time link to hand to them."
          checked={byLink}
          onChange={(event) => setByLink(event.target.checked)}
        />
        {!byLink && <PasswordField autoComplete="new-password" error={errors.password} />}
        <FormError error={error} fields={errors} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" busy={isPending}>
            Create user
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
