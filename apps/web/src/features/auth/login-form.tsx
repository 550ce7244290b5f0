import type { Session } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/ui/button.js';
import { TextField } from '../../components/ui/field.js';
import { FormError } from '../../components/ui/states.js';
import { textOf } from '../../lib/forms.js';
import { codeOf, fieldErrors } from '../../lib/problem.js';
import { signIn } from './api.js';
import { PasswordField } from './password-field.js';

/** Username or e-mail, and password. */
export function LoginForm({ onDone }: { onDone(session: Session): void }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ login, password }: { login: string; password: string }) => signIn(login, password),
    onSuccess: onDone,
  });
  const errors = fieldErrors(error);
  const wrong = codeOf(error) === 'invalid_credentials' ? 'Name and password do not match.' : undefined;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        mutate({ login: textOf(form, 'login'), password: textOf(form, 'password') });
      }}
    >
      <TextField
        label="Username or e-mail"
        name="login"
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.login}
        autoFocus
      />
      <PasswordField autoComplete="current-password" error={errors.password ?? wrong} />
      <FormError error={error} fields={wrong ? { password: wrong } : errors} />
      <Button type="submit" look="primary" busy={isPending} className="mt-2">
        Sign in
      </Button>
    </form>
  );
}
