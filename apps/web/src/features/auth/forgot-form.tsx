import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/ui/button.js';
import { TextField } from '../../components/ui/field.js';
import { Form } from '../../components/ui/form.js';
import { textOf } from '../../lib/forms.js';
import { onlyFieldError } from '../../lib/problem.js';
import { forgotPassword } from './api.js';

/** Where the link for a new password should go. */
export function ForgotForm({ onDone }: { onDone(email: string): void }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: forgotPassword,
    onSuccess: (_answer, email) => onDone(email),
  });
  return (
    <Form className="flex flex-col gap-4" error={error} onSubmit={(form) => mutate(textOf(form, 'email'))}>
      <TextField
        label="E-mail"
        name="email"
        type="email"
        required
        autoComplete="email"
        error={onlyFieldError(error, 'email')}
        autoFocus
      />
      <Button type="submit" look="primary" busy={isPending} className="mt-2">
        Send me a link
      </Button>
    </Form>
  );
}
