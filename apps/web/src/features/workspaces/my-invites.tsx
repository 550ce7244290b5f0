import type { MyInvite, Workspace } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/ui/button.js';
import { Dialog } from '../../components/ui/dialog.js';
import { FormError } from '../../components/ui/states.js';
import { distance } from '../../lib/dates.js';
import { acceptInvite, declineInvite, useMyInvites } from './invites-api.js';

interface MyInvitesProps {
  onAccepted(workspace: Workspace): void;
  onClose(): void;
}

/** The invitations that name me: to accept or to decline. */
export function MyInvitesDialog({ onAccepted, onClose }: MyInvitesProps) {
  const { data: invites = [] } = useMyInvites();
  return (
    <Dialog title="Invitations" description="Workspaces that you were invited to." onClose={onClose}>
      {invites.length === 0 ? (
        <p className="text-ink-soft">There are none at the moment.</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {invites.map((invite) => (
            <MyInviteLine
              key={invite.id}
              invite={invite}
              onAccepted={(workspace) => {
                onClose();
                onAccepted(workspace);
              }}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function MyInviteLine({ invite, onAccepted }: { invite: MyInvite; onAccepted(workspace: Workspace): void }) {
  const { id, workspaceName, invitedBy, role, expiresAt } = invite;
  const accept = useMutation({ mutationFn: () => acceptInvite(id), onSuccess: onAccepted });
  const decline = useMutation({ mutationFn: () => declineInvite(id) });
  const busy = accept.isPending || decline.isPending;
  return (
    <li className="py-4 first:pt-0 last:pb-0">
      <p className="font-medium [overflow-wrap:anywhere]">{workspaceName}</p>
      <p className="text-13 text-ink-faint">
        {invitedBy} invites you{role === 'guest' ? ' as a guest' : ''} · ends {distance(expiresAt)}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          size="sm"
          look="primary"
          busy={accept.isPending}
          disabled={busy}
          aria-label={`Accept the invitation to ${workspaceName}`}
          onClick={() => accept.mutate()}
        >
          Accept
        </Button>
        <Button
          size="sm"
          look="quiet"
          busy={decline.isPending}
          disabled={busy}
          aria-label={`Decline the invitation to ${workspaceName}`}
          onClick={() => decline.mutate()}
        >
          Decline
        </Button>
      </div>
      <div className="mt-2 empty:hidden">
        <FormError error={accept.error ?? decline.error} fields={{}} />
      </div>
    </li>
  );
}
