import type { Session } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/ui/button.js';
import { TextField } from '../../components/ui/field.js';
import { Form } from '../../components/ui/form.js';
import { PasswordField } from '../../components/ui/password-field.js';
import { FormError } from '../../components/ui/states.js';
import { textOf } from '../../lib/forms.js';
import { fieldErrors } from '../../lib/problem.js';

export interface NewAccount {
  username: string;
  email: string;
  password: string;
  displayName?: string;
}

interface AccountFormProps {
  /** Words on the button. */
  action: string;
  create(account: NewAccount): Promise<Session>;
  onDone(session: Session): void;
}

/** Everything a new account needs, for set-up and registration. */
export function AccountForm({ action, create, onDone }: AccountFormProps) {
  const { mutate, isPending, error } = useMutation({ mutationFn: create, onSuccess: onDone });
  const errors = fieldErrors(error);
  const shown = Object.keys(errors).some((field) => ['username', 'email', 'password', 'displayName'].includes(field));
  return (
    <Form
      className="flex flex-col gap-4"
      error={error}
      onSubmit={(form) => {
        const displayName = textOf(form, 'displayName').trim();
        mutate({
          username: textOf(form, 'username'),
          email: textOf(form, 'email'),
          password: textOf(form, 'password'),
          ...(displayName ? { displayName } : {}),
        });
      }}
    >
      <TextField
        label="Name"
        name="displayName"
        optional
        autoComplete="name"
        maxLength={80}
        error={errors.displayName}
        hint="How others see you."
        autoFocus
      />
      <TextField
        label="Username"
        name="username"
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.username}
        hint="Lower case; others mention you as @username."
      />
      <TextField label="E-mail" name="email" type="email" required autoComplete="email" error={errors.email} />
      <PasswordField autoComplete="new-password" error={errors.password} />
      <FormError error={error} fields={shown ? errors : {}} />
      <Button type="submit" look="primary" busy={isPending} className="mt-2">
        {action}
      </Button>
    </Form>
  );
}
