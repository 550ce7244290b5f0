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
import { AccountName } from './account-name.js';
import { reauthenticate } from './api.js';

interface ConfirmIdentityProps {
  me: Me;
  stepUp: StepUp;
}

/**
 * Asks for the password, or for a code where there is a second factor, before something dangerous; what was begun then
 * goes on by itself.
 */
export function ConfirmIdentity({ me, stepUp }: ConfirmIdentityProps) {
  const byCode = me.twoFactor.enabled;
  const [kind, setKind] = useState<'app' | 'recovery'>('app');
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
        onSubmit={(form) => mutate(byCode ? { code: textOf(form, 'code') } : { password: textOf(form, 'password') })}
      >
        <AccountName me={me} />
        {byCode ? (
          <CodeField key={kind} kind={kind} error={onlyFieldError(error, 'code')} eager autoFocus />
        ) : (
          <PasswordField autoComplete="current-password" error={wrong ?? onlyFieldError(error, 'password')} autoFocus />
        )}
        <DialogActions>
          {byCode && (
            <Button
              look="quiet"
              className="me-auto -ms-4"
              onClick={() => {
                reset();
                setKind(kind === 'app' ? 'recovery' : 'app');
              }}
            >
              {kind === 'app' ? 'Use a recovery code' : 'Use the app'}
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
