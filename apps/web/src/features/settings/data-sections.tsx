import type { Me } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { Confirm } from '../../components/ui/confirm.js';
import { Section } from '../../components/ui/section.js';
import { FormError } from '../../components/ui/states.js';
import { saveFile } from '../../lib/save-file.js';
import { endSession } from '../../lib/session.js';
import { deactivateMe, eraseMe, exportMyData } from './api.js';

/** All that the server holds about me, as a file. */
export function ExportSection({ me }: { me: Me }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: exportMyData,
    onSuccess: (file) => saveFile(`colloquy-${me.username}.zip`, file),
  });
  return (
    <Section
      title="A copy of your data"
      lead="Your profile, the rooms you are in and everything that you wrote, in one ZIP file."
    >
      <Button busy={isPending} onClick={() => mutate()}>
        <Download size={16} strokeWidth={1.75} aria-hidden />
        Download
      </Button>
      <div className="mt-3 empty:hidden">
        <FormError error={error} fields={{}} />
      </div>
    </Section>
  );
}

/** The ways to leave: for a while, and for good. */
export function LeaveSections({ me }: { me: Me }) {
  const [open, setOpen] = useState<'deactivate' | 'erase'>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Section
        title="Deactivate the account"
        lead="You are signed out everywhere and can’t sign in. What you wrote stays under your name. An administrator can open the account again."
      >
        <Button onClick={() => setOpen('deactivate')}>Deactivate…</Button>
      </Section>
      <Section
        title="Delete the account"
        lead="Your profile is deleted for good. Your messages stay, since they belong to conversations of others too; their author is shown as “deleted user”."
      >
        <Button onClick={() => setOpen('erase')} className="text-bad">
          Delete…
        </Button>
      </Section>
      {open === 'deactivate' && (
        <Confirm
          title="Deactivate your account?"
          description="You are signed out here and on every other device. An administrator can open the account again."
          action="Deactivate"
          run={deactivateMe}
          onDone={() => endSession('Your account is deactivated. An administrator can open it again.')}
          onClose={close}
        />
      )}
      {open === 'erase' && (
        <Confirm
          title="Delete your account?"
          description="This can’t be undone. Download a copy of your data first if you want to keep it."
          action="Delete for good"
          typed={me.username}
          run={eraseMe}
          onDone={() => endSession('Your account has been deleted.')}
          onClose={close}
        />
      )}
    </>
  );
}
