import type { Me } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { CodeField } from '../../components/ui/code-field.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { Form } from '../../components/ui/form.js';
import { Chip, Notice } from '../../components/ui/notice.js';
import { PasswordField } from '../../components/ui/password-field.js';
import { Section } from '../../components/ui/section.js';
import { FormError } from '../../components/ui/states.js';
import { toast } from '../../components/ui/toasts.js';
import { textOf } from '../../lib/forms.js';
import { codeOf, fieldErrors, sayError } from '../../lib/problem.js';
import { keys, queryClient } from '../../lib/query.js';
import { count } from '../../lib/text.js';
import { AccountName } from './account-name.js';
import { disableTwoFactor, makeRecoveryCodes } from './api.js';
import { Enrolment } from './enrolment.js';
import { RecoveryCodeSheet } from './recovery-codes.js';

/** Of so few recovery codes one should make new ones. */
const FEW = 3;

const refreshMe = () => queryClient.invalidateQueries({ queryKey: keys.me });

/** The second factor of a sign-in: on, off, and the codes for when the app is lost. */
export function TwoFactorSection({ me }: { me: Me }) {
  const [open, setOpen] = useState<'enrol' | 'disable'>();
  const close = () => setOpen(undefined);
  const { enabled, required, recoveryCodesLeft } = me.twoFactor;
  return (
    <Section
      title="Two-factor sign-in"
      lead="Besides your password, a sign-in then asks for a code from an app on your phone."
    >
      <p className="flex items-center gap-2">
        {enabled ? <Chip tone="good">On</Chip> : <Chip>Off</Chip>}
        {enabled && required && <span className="text-13 text-ink-faint">This server asks for it from your role.</span>}
      </p>
      {enabled ? (
        <>
          <RecoveryCodesLeft left={recoveryCodesLeft} />
          {!required && (
            <Button className="mt-6" onClick={() => setOpen('disable')}>
              Switch off
            </Button>
          )}
        </>
      ) : (
        <Button look="primary" className="mt-4" onClick={() => setOpen('enrol')}>
          Set up
        </Button>
      )}
      {open === 'enrol' && (
        <Dialog
          title="Set up two-factor sign-in"
          onClose={() => {
            close();
            void refreshMe();
          }}
        >
          <Enrolment
            onDone={() => {
              close();
              void refreshMe();
            }}
          />
        </Dialog>
      )}
      {open === 'disable' && <SwitchOff me={me} onClose={close} />}
    </Section>
  );
}

function RecoveryCodesLeft({ left }: { left: number }) {
  const { mutate, isPending, data, reset } = useMutation({
    mutationFn: makeRecoveryCodes,
    onSuccess: () => void refreshMe(),
    onError: (error) => toast(sayError(error), 'bad'),
  });
  return (
    <div className="mt-5">
      <p className={left <= FEW ? 'text-warn' : 'text-ink-soft'}>{count(left, 'recovery code')} left.</p>
      <Button className="mt-3" busy={isPending} onClick={() => mutate()}>
        Make new recovery codes
      </Button>
      {data && (
        <Dialog title="New recovery codes" onClose={reset}>
          <div className="flex flex-col gap-5">
            <Notice tone="warn">The codes from before no longer work. These are shown only now.</Notice>
            <RecoveryCodeSheet codes={data.recoveryCodes} />
          </div>
          <DialogActions>
            <Button look="primary" onClick={reset}>
              I have kept them
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </div>
  );
}

function SwitchOff({ me, onClose }: { me: Me; onClose(): void }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: disableTwoFactor,
    onSuccess: async () => {
      await refreshMe();
      onClose();
    },
  });
  const errors = fieldErrors(error);
  const wrong = codeOf(error) === 'invalid_credentials' ? 'This is not your password.' : errors.password;
  return (
    <Dialog
      title="Switch two-factor sign-in off?"
      description="Your password alone will then open your account. The recovery codes stop working."
      onClose={onClose}
    >
      <Form
        className="flex flex-col gap-4"
        error={error}
        onSubmit={(form) => mutate({ password: textOf(form, 'password'), code: textOf(form, 'code') })}
      >
        <AccountName me={me} />
        <PasswordField autoComplete="current-password" error={wrong} autoFocus />
        <CodeField kind="app" error={errors.code} />
        <FormError error={error} fields={wrong ? { password: wrong } : errors} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="danger" busy={isPending}>
            Switch off
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
