import type { Account, ServerRole, UpdateUserRequest } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/ui/button.js';
import { Checkbox } from '../../components/ui/checkbox.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { SelectField, TextField } from '../../components/ui/field.js';
import { Form } from '../../components/ui/form.js';
import { FormError } from '../../components/ui/states.js';
import { textOf } from '../../lib/forms.js';
import { fieldErrors } from '../../lib/problem.js';
import { updateAccount } from './api.js';
import { ROLE_NAMES } from './search.js';

interface EditAccountProps {
  account: Account;
  onDone(): void;
  onClose(): void;
}

/** Name, e-mail, role and whether the person may sign in; each as far as I may. */
export function EditAccount({ account, onDone, onClose }: EditAccountProps) {
  const { can, grantableRoles } = account;
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: UpdateUserRequest) => updateAccount(account.id, body),
    onSuccess: onDone,
  });
  const errors = fieldErrors(error);
  const roles = [...new Set([account.role, ...grantableRoles])];
  const submit = (form: FormData) => {
    const next = {
      displayName: textOf(form, 'displayName').trim(),
      email: textOf(form, 'email').trim(),
      role: textOf(form, 'role') as ServerRole,
    };
    const active = form.has('active');
    const body: UpdateUserRequest = {
      ...(can['account.edit'] && next.displayName !== account.displayName ? { displayName: next.displayName } : {}),
      ...(can['account.edit'] && next.email !== account.email ? { email: next.email } : {}),
      ...(can['account.changeRole'] && next.role !== account.role ? { role: next.role } : {}),
      ...(can['account.deactivate'] && active !== account.active ? { active } : {}),
    };
    if (Object.keys(body).length === 0) onClose();
    else mutate(body);
  };
  return (
    <Dialog title={account.displayName} description={`@${account.username}`} onClose={onClose}>
      <Form className="flex flex-col gap-4" error={error} onSubmit={submit}>
        <TextField
          label="Name"
          name="displayName"
          required
          maxLength={80}
          autoComplete="off"
          defaultValue={account.displayName}
          disabled={!can['account.edit']}
          error={errors.displayName}
        />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          required
          autoComplete="off"
          defaultValue={account.email}
          disabled={!can['account.edit']}
          error={errors.email}
        />
        <SelectField
          label="Role"
          name="role"
          defaultValue={account.role}
          disabled={!can['account.changeRole'] || roles.length < 2}
          error={errors.role}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {ROLE_NAMES[role]}
            </option>
          ))}
        </SelectField>
        <Checkbox
          name="active"
          label="May sign in"
          hint="Without it they are signed out at once, everywhere."
          defaultChecked={account.active}
          disabled={!can['account.deactivate']}
        />
        <FormError error={error} fields={errors} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" busy={isPending}>
            Save
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
