import type { Me } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { Form } from '../../components/ui/form.js';
import { Saved } from '../../components/ui/notice.js';
import { PasswordField } from '../../components/ui/password-field.js';
import { Section } from '../../components/ui/section.js';
import { FormError } from '../../components/ui/states.js';
import { textOf } from '../../lib/forms.js';
import { codeOf, fieldErrors } from '../../lib/problem.js';
import { keys, queryClient } from '../../lib/query.js';
import { AccountName } from './account-name.js';
import { changePassword } from './api.js';

/** Another password; whoever is signed in elsewhere has to use it. */
export function PasswordSection({ me }: { me: Me }) {
  // A form that has done its work begins anew, empty.
  const [round, setRound] = useState(0);
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      setRound(round + 1);
      void queryClient.invalidateQueries({ queryKey: keys.sessions });
    },
  });
  const errors = fieldErrors(error);
  const wrong = codeOf(error) === 'invalid_credentials' ? 'This is not your password.' : errors.currentPassword;
  const weak = errors.newPassword ?? errors.password;
  const shown = wrong ?? weak;
  return (
    <Section title="Password" lead="Changing it signs you out everywhere else.">
      <Form
        key={round}
        className="flex max-w-sm flex-col gap-4"
        error={error}
        onSubmit={(form) =>
          mutate({ currentPassword: textOf(form, 'currentPassword'), newPassword: textOf(form, 'newPassword') })
        }
      >
        <AccountName me={me} />
        <PasswordField label="Current password" name="currentPassword" autoComplete="current-password" error={wrong} />
        <PasswordField label="New password" name="newPassword" autoComplete="new-password" error={weak} />
        <FormError error={error} fields={shown ? { password: shown } : {}} />
        <div className="flex items-center gap-3">
          <Button type="submit" busy={isPending}>
            Change the password
          </Button>
          <span role="status" className="text-13">
            {isSuccess && <Saved>Changed</Saved>}
          </span>
        </div>
      </Form>
    </Section>
  );
}
