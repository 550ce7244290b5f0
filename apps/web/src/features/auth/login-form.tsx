import type { LoginAnswer } from '#contract';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../components/ui/button.js';
import { TextField } from '../../components/ui/field.js';
import { Form } from '../../components/ui/form.js';
import { PasswordField } from '../../components/ui/password-field.js';
import { FormError } from '../../components/ui/states.js';
import { textOf } from '../../lib/forms.js';
import { codeOf, fieldErrors } from '../../lib/problem.js';
import { signIn } from './api.js';

interface LoginFormProps {
  onDone(answer: LoginAnswer): void;
  /** Under the password, such as the way for those who have forgotten it. */
  children?: ReactNode;
}

/** Username or e-mail, and password. */
export function LoginForm({ onDone, children }: LoginFormProps) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ login, password }: { login: string; password: string }) => signIn(login, password),
    onSuccess: onDone,
  });
  const errors = fieldErrors(error);
  const wrong = codeOf(error) === 'invalid_credentials' ? 'Name and password do not match.' : undefined;
  return (
    <Form
      className="flex flex-col gap-4"
      error={error}
      onSubmit={(form) => mutate({ login: textOf(form, 'login'), password: textOf(form, 'password') })}
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
      {children}
      <FormError error={error} fields={wrong ? { password: wrong } : errors} />
      <Button type="submit" look="primary" busy={isPending} className="mt-2">
        Sign in
      </Button>
    </Form>
  );
}
