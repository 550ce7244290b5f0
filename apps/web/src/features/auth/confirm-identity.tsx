import type { Me } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { CodeField } from '../../components/ui/code-field.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { Form } from '../../components/ui/form.js';
import { PasswordField } from '../../components/ui/password-field.js';
import { textOf } from '../../lib/forms.js';
import { codeOf, onlyFieldError } from '../../lib/problem.js';
import type { StepUp } from '../../lib/step-up.js';
import { reauthenticate } from './api.js';
import { AccountName } from './account-name.js';

interface ConfirmIdentityProps {
  me: Me;
  stepUp: StepUp;
}

/** Asks for the password or a code before something dangerous; what was begun then goes on by itself. */
export function ConfirmIdentity({ me, stepUp }: ConfirmIdentityProps) {
  const [by, setBy] = useState<'password' | 'code'>('password');
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: reauthenticate,
    onSuccess: () => stepUp.settle(true),
  });
  const wrong = codeOf(error) === 'invalid_credentials' ? 'This is not your password.' : undefined;
  return (
    <Dialog
      title="Confirm that it is you"
      description="What you are about to do needs it. It holds for ten minutes."
      onClose={() => stepUp.settle(false)}
    >
      <Form
        className="flex flex-col gap-4"
        error={error}
        onSubmit={(form) =>
          mutate(by === 'code' ? { code: textOf(form, 'code') } : { password: textOf(form, 'password') })
        }
      >
        <AccountName me={me} />
        {by === 'password' ? (
          <PasswordField autoComplete="current-password" error={wrong ?? onlyFieldError(error, 'password')} autoFocus />
        ) : (
          <CodeField kind="app" error={onlyFieldError(error, 'code')} eager autoFocus />
        )}
        <DialogActions>
          {me.twoFactor.enabled && (
            <Button
              look="quiet"
              className="me-auto"
              onClick={() => {
                reset();
                setBy(by === 'code' ? 'password' : 'code');
              }}
            >
              {by === 'code' ? 'Use the password' : 'Use a code'}
            </Button>
          )}
          <Button look="quiet" onClick={() => stepUp.settle(false)}>
            Cancel
          </Button>
          <Button type="submit" look="primary" busy={isPending}>
            Confirm
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
