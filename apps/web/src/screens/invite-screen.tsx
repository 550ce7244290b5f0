import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { QuietPage } from '../components/quiet-page.js';
import { Button } from '../components/ui/button.js';
import { ErrorState, FormError, Skeleton } from '../components/ui/states.js';
import { useProviders } from '../features/auth/api.js';
import { acceptInvite, useInvitePreview } from '../features/workspaces/invites-api.js';
import { distance } from '../lib/dates.js';
import { sessionStore } from '../lib/session.js';
import { useStore } from '../lib/store.js';

/** `/invite/<code>`: who invites to what, and the way in. */
export function InviteScreen() {
  const { code } = useParams({ from: '/invite/$code' });
  const navigate = useNavigate();
  const signedIn = useStore(sessionStore, (session) => session.kind === 'signed-in');
  const preview = useInvitePreview(code);
  const { data: providers } = useProviders();
  const accept = useMutation({
    mutationFn: () => acceptInvite(code),
    onSuccess: ({ id }) => navigate({ to: '/', search: { workspace: id, list: true }, replace: true }),
  });
  if (preview.isError) {
    return (
      <QuietPage title="Invitation">
        <ErrorState title="This invitation does not work" error={preview.error} />
      </QuietPage>
    );
  }
  if (!preview.data) {
    return (
      <QuietPage title="Invitation" lead={<Skeleton className="mt-3 w-56" />}>
        <Skeleton className="h-10 w-full rounded-sm" />
      </QuietPage>
    );
  }
  const { workspace, invitedBy, role, expiresAt } = preview.data;
  const people = workspace.memberCount === 1 ? '1 person' : `${workspace.memberCount} people`;
  return (
    <QuietPage
      title={workspace.name}
      lead={
        <>
          {invitedBy} invites you {role === 'guest' ? 'as a guest' : 'to join'}.
          {workspace.description && <p className="mt-3">{workspace.description}</p>}
        </>
      }
      footer={`${people} in it · the invitation ends ${distance(expiresAt)}`}
    >
      <div className="flex flex-col gap-3">
        {signedIn ? (
          <>
            <FormError error={accept.error} fields={{}} />
            <Button look="primary" busy={accept.isPending} onClick={() => accept.mutate()}>
              Accept the invitation
            </Button>
          </>
        ) : (
          <>
            {providers?.registration !== 'closed' && (
              <Button look="primary" onClick={() => void navigate({ to: '/register', search: { invite: code } })}>
                Create an account
              </Button>
            )}
            <Link
              to="/login"
              search={{ next: `/invite/${code}` }}
              className="inline-flex h-10 items-center justify-center rounded-sm border border-line bg-raised font-medium hover:border-line-strong touch:h-11"
            >
              I have an account
            </Link>
          </>
        )}
      </div>
    </QuietPage>
  );
}
