import type { OpenInvite, Workspace } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Link2, Mail, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/ui/button.js';
import { Chip } from '../../components/ui/notice.js';
import { EmptyState, ErrorState, Skeleton } from '../../components/ui/states.js';
import { toast } from '../../components/ui/toasts.js';
import { distance } from '../../lib/dates.js';
import { sayError } from '../../lib/problem.js';
import { count } from '../../lib/text.js';
import { revokeInvite, useOpenInvites } from './invites-api.js';
import { ROLE_NAMES } from './roles.js';

interface InviteListProps {
  workspace: Workspace;
  /** The way to a new one. */
  create: ReactNode;
}

/** The invitations that are out; each can be taken back. */
export function InviteList({ workspace, create }: InviteListProps) {
  const invites = useOpenInvites(workspace.id);
  const revoke = useMutation({
    mutationFn: (id: string) => revokeInvite(workspace.id, id),
    onSuccess: () => toast('The invitation is taken back.'),
    onError: (error) => toast(sayError(error), 'bad'),
  });
  if (invites.isError) {
    return (
      <ErrorState
        title="The invitations could not be loaded"
        error={invites.error}
        onRetry={() => void invites.refetch()}
      />
    );
  }
  if (!invites.data) return <InviteListSkeleton />;
  if (invites.data.length === 0) {
    return (
      <EmptyState icon={Mail} title="No invitations are out" action={create}>
        Invite somebody by name or e-mail, or make a link for whoever shall come in.
      </EmptyState>
    );
  }
  return (
    <>
      <div className="mb-5">{create}</div>
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
        {invites.data.map((invite) => (
          <InviteLine
            key={invite.id}
            invite={invite}
            busy={revoke.isPending && revoke.variables === invite.id}
            onRevoke={() => revoke.mutate(invite.id)}
          />
        ))}
      </ul>
      {invites.hasNextPage && (
        <Button className="mt-4" busy={invites.isFetchingNextPage} onClick={() => void invites.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}

function InviteLine({ invite, busy, onRevoke }: { invite: OpenInvite; busy: boolean; onRevoke(): void }) {
  const { for: whom, role, createdBy, expiresAt, maxUses, uses } = invite;
  const Icon = whom === null ? Link2 : whom.includes('@') ? Mail : UserRound;
  const name = whom === null ? 'Link' : whom.includes('@') ? whom : `@${whom}`;
  return (
    <li className="flex items-center gap-4 px-4 py-3">
      <Icon size={20} strokeWidth={1.5} aria-hidden className="shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{name}</span>
          {role === 'guest' && <Chip>{ROLE_NAMES[role]}</Chip>}
        </p>
        <p className="text-13 text-ink-faint tabular-nums">
          {whom === null && `${usage(uses, maxUses)} · `}
          from {createdBy} · ends {distance(expiresAt)}
        </p>
      </div>
      <Button
        size="sm"
        busy={busy}
        onClick={onRevoke}
        aria-label={whom === null ? 'Take the link back' : `Take back the invitation for ${name}`}
      >
        Take back
      </Button>
    </li>
  );
}

const usage = (uses: number, maxUses: number | null): string => {
  if (maxUses !== null) return `${uses} of ${maxUses} used`;
  return uses === 0 ? 'not used yet' : `used ${count(uses, 'time')}`;
};

const InviteListSkeleton = () => (
  <div
    role="status"
    aria-label="Loading the invitations"
    className="flex flex-col divide-y divide-line rounded-md border border-line"
  >
    {['w-40', 'w-32'].map((width) => (
      <div key={width} className="flex h-[4.25rem] flex-col justify-center gap-3 px-4">
        <Skeleton className={width} />
        <Skeleton className="w-56" />
      </div>
    ))}
  </div>
);
