import type { Invite } from '#contract';
import { useEffect, useRef } from 'react';
import { Button } from '../../components/ui/button.js';
import { CopyField } from '../../components/ui/copy-field.js';
import { DialogActions } from '../../components/ui/dialog.js';
import { distance } from '../../lib/dates.js';
import { count } from '../../lib/text.js';

interface InviteMadeProps {
  invite: Invite;
  /** Username or address; without one it is for whoever has the link. */
  whom: string | undefined;
  onMore(): void;
  onClose(): void;
}

/** What was made, to be handed on: its address is shown this once. */
export function InviteMade({ invite, whom, onMore, onClose }: InviteMadeProps) {
  const { url, qrSvg, expiresAt, maxUses } = invite;
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  return (
    <>
      <p ref={words} tabIndex={-1} className="text-ink-soft outline-none [overflow-wrap:anywhere]">
        {whom ? (
          <>
            <strong className="font-medium text-ink">{whom}</strong> is invited. {wayTo(invite, whom)}
          </>
        ) : (
          'Send the link to whoever shall come in, or let them scan it.'
        )}
      </p>
      <div className="mt-4 flex flex-col gap-4">
        <CopyField label="Invitation link" value={url} />
        {!whom && (
          <img
            // As a picture of its own: what is in it can't run.
            src={`data:image/svg+xml;utf8,${encodeURIComponent(qrSvg)}`}
            alt="QR code of the invitation link"
            className="size-44 self-center rounded-sm bg-[#fff] p-2"
          />
        )}
        <p className="text-13 text-ink-faint">
          It ends {distance(expiresAt)}
          {whom ? ' and is for them alone.' : maxUses === null ? '.' : ` or after ${count(maxUses, 'use')}.`} The link
          is shown this once.
        </p>
      </div>
      <DialogActions>
        <Button look="quiet" onClick={onMore}>
          Invite more
        </Button>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </>
  );
}

function wayTo({ mailed }: Invite, whom: string): string {
  if (mailed) return 'The link goes to them by e-mail.';
  return whom.includes('@')
    ? 'This server sends no e-mail: hand the link on to them.'
    : 'They see it here at once, and can use this link as well.';
}
