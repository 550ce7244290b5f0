import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/ui/button.js';
import { Form } from '../../components/ui/form.js';
import { PasswordField } from '../../components/ui/password-field.js';
import { FormError } from '../../components/ui/states.js';
import { textOf } from '../../lib/forms.js';
import { codeOf, fieldErrors } from '../../lib/problem.js';
import { resetPassword } from './api.js';

interface ResetFormProps {
  /** Of the link; good for one new password. */
  token: string;
  onDone(): void;
  /** The link does not work, or no longer. */
  onRefused(): void;
}

/** A new password in exchange for the token of a link. */
export function ResetForm({ token, onDone, onRefused }: ResetFormProps) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: (newPassword: string) => resetPassword({ token, newPassword }),
    onSuccess: onDone,
    onError: (failure) => {
      if (codeOf(failure) === 'reset_link_invalid') onRefused();
    },
  });
  const { newPassword, password } = fieldErrors(error);
  const said = newPassword ?? password;
  return (
    <Form className="flex flex-col gap-4" error={error} onSubmit={(form) => mutate(textOf(form, 'newPassword'))}>
      <PasswordField label="New password" name="newPassword" autoComplete="new-password" error={said} autoFocus />
      <FormError error={error} fields={said ? { newPassword: said } : {}} />
      <Button type="submit" look="primary" busy={isPending} className="mt-2">
        Set the password
      </Button>
    </Form>
  );
}
