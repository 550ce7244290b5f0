import { useMutation } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../components/ui/button.js';
import { CodeField } from '../../components/ui/code-field.js';
import { IconButton } from '../../components/ui/icon-button.js';
import { Form } from '../../components/ui/form.js';
import { Notice } from '../../components/ui/notice.js';
import { ErrorState, Skeleton } from '../../components/ui/states.js';
import { useCopy } from '../../lib/clipboard.js';
import { textOf } from '../../lib/forms.js';
import { onlyFieldError } from '../../lib/problem.js';
import { useTwoFactorSetup, verifyTwoFactor } from './api.js';
import { RecoveryCodeSheet } from './recovery-codes.js';

interface EnrolmentProps {
  /** The codes have been seen. */
  onDone(): void;
  /** Beside the button that switches it on, such as a way back. */
  beside?: ReactNode;
}

/** Switches two-factor sign-in on: the app takes the secret, a code proves it, the recovery codes are kept. */
export function Enrolment({ onDone, beside }: EnrolmentProps) {
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes) return <KeepTheCodes codes={codes} onDone={onDone} />;
  return <ConnectApp onCodes={setCodes} beside={beside} />;
}

function ConnectApp({ onCodes, beside }: { onCodes(codes: readonly string[]): void; beside: ReactNode }) {
  const setup = useTwoFactorSetup();
  const { mutate, isPending, error } = useMutation({
    mutationFn: verifyTwoFactor,
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
  });
  if (setup.isError) {
    return <ErrorState title="This could not be begun" error={setup.error} onRetry={() => void setup.refetch()} />;
  }
  return (
    <Form className="flex flex-col gap-5" error={error} onSubmit={(form) => mutate(textOf(form, 'code'))}>
      <p className="text-ink-soft">
        Scan this with an authenticator app such as Aegis, 2FAS or the one in your password manager. Then type the code
        that it shows.
      </p>
      {setup.data ? (
        <img
          // As a picture of its own: what is in it can't run.
          src={`data:image/svg+xml;utf8,${encodeURIComponent(setup.data.qrSvg)}`}
          alt="QR code for the authenticator app"
          className="size-44 self-center rounded-sm bg-[#fff] p-2"
        />
      ) : (
        <div role="status" aria-label="Loading" className="grid size-44 place-items-center self-center">
          <Skeleton className="size-full rounded-sm" />
        </div>
      )}
      <Secret secret={setup.data?.secret ?? ''} />
      <CodeField kind="app" error={onlyFieldError(error, 'code')} />
      <div className="mt-1 flex flex-wrap justify-end gap-2">
        {beside}
        <Button type="submit" look="primary" busy={isPending} disabled={!setup.data}>
          Switch on
        </Button>
      </div>
    </Form>
  );
}

/** Shown whole, since it may have to be typed from one screen into another. */
function Secret({ secret }: { secret: string }) {
  const [copied, copy] = useCopy();
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-13 font-medium">Or type this in the app</p>
      <div className="flex items-center gap-2 rounded-sm border border-line bg-sunken ps-3 pe-1">
        <p data-testid="secret" className="min-h-12 min-w-0 flex-1 py-2 font-mono text-13 leading-5 select-all">
          {spaced(secret)}
        </p>
        <IconButton label={copied ? 'Copied' : 'Copy'} icon={copied ? Check : Copy} onClick={() => copy(secret)} />
      </div>
    </div>
  );
}

/** Base32 in fours, as people read it out; apps leave spaces away. */
const spaced = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? secret;

function KeepTheCodes({ codes, onDone }: { codes: readonly string[]; onDone(): void }) {
  return (
    <div className="flex flex-col gap-5">
      <Notice tone="warn">
        Keep these where you keep important papers. Each signs you in once when the app is out of reach. They are shown
        only now.
      </Notice>
      <RecoveryCodeSheet codes={codes} />
      <div className="mt-1 flex justify-end">
        <Button look="primary" onClick={onDone} autoFocus>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
