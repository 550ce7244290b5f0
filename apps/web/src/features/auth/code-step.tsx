import type { Session } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { CodeField } from '../../components/ui/code-field.js';
import { Form } from '../../components/ui/form.js';
import { textOf } from '../../lib/forms.js';
import { codeOf, onlyFieldError } from '../../lib/problem.js';
import { signInWithCode } from './api.js';

interface CodeStepProps {
  challenge: string;
  onDone(session: Session): void;
  /** The password has to be given again. */
  onEnded(): void;
}

/** The second step of a sign-in: the code of the app, or a recovery code. */
export function CodeStep({ challenge, onDone, onEnded }: CodeStepProps) {
  const [kind, setKind] = useState<'app' | 'recovery'>('app');
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: (code: string) => signInWithCode(challenge, code),
    onSuccess: onDone,
    onError: (failure) => {
      if (codeOf(failure) === 'challenge_ended') onEnded();
    },
  });
  return (
    <Form className="flex flex-col gap-4" error={error} onSubmit={(form) => mutate(textOf(form, 'code'))}>
      <CodeField key={kind} kind={kind} error={onlyFieldError(error, 'code')} eager autoFocus />
      <Button type="submit" look="primary" busy={isPending} className="mt-2">
        Sign in
      </Button>
      <Button
        look="quiet"
        onClick={() => {
          reset();
          setKind(kind === 'app' ? 'recovery' : 'app');
        }}
      >
        {kind === 'app' ? 'Use a recovery code' : 'Use the app instead'}
      </Button>
    </Form>
  );
}
