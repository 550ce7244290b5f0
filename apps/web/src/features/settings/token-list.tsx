import type { ApiToken } from '#contract';
import { KeySquare } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../components/ui/button.js';
import { Confirm } from '../../components/ui/confirm.js';
import { Chip } from '../../components/ui/notice.js';
import { EmptyState, ErrorState, Skeleton } from '../../components/ui/states.js';
import { distance, isPast, shortDate } from '../../lib/dates.js';
import { keys, queryClient } from '../../lib/query.js';
import { revokeApiToken, useApiTokens } from './api.js';

/** My API tokens: what each may do, until when, and when it was last used. */
export function TokenList({ create }: { create: ReactNode }) {
  const tokens = useApiTokens();
  if (tokens.isError) {
    return (
      <ErrorState title="Your tokens could not be loaded" error={tokens.error} onRetry={() => void tokens.refetch()} />
    );
  }
  const none = tokens.data?.length === 0;
  // The button keeps its place in the tree, and with it the focus, when the first token comes.
  return (
    <>
      {!tokens.data ? <TokenListSkeleton /> : none ? <NoTokens /> : <Tokens tokens={tokens.data} />}
      <div className={none ? 'flex justify-center' : 'mt-5'}>{create}</div>
    </>
  );
}

const NoTokens = () => (
  <div className="-mb-5 flex">
    <EmptyState icon={KeySquare} title="No tokens yet">
      A token lets a script or another program act for you, without your password.
    </EmptyState>
  </div>
);

function Tokens({ tokens }: { tokens: readonly ApiToken[] }) {
  const [revoked, setRevoked] = useState<ApiToken>();
  return (
    <>
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
        {tokens.map((token) => (
          <TokenLine key={token.id} token={token} onRevoke={() => setRevoked(token)} />
        ))}
      </ul>
      {revoked && (
        <Confirm
          title={`Revoke ${revoked.name}?`}
          description="Whatever uses it stops working at once. This can’t be undone."
          action="Revoke"
          run={() => revokeApiToken(revoked.id)}
          onDone={() => void queryClient.invalidateQueries({ queryKey: keys.apiTokens })}
          onClose={() => setRevoked(undefined)}
        />
      )}
    </>
  );
}

function TokenLine({ token, onRevoke }: { token: ApiToken; onRevoke(): void }) {
  const { name, hint, scopes, expiresAt, lastUsedAt } = token;
  const expired = expiresAt !== null && isPast(expiresAt);
  return (
    <li className="flex items-center gap-4 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{name}</span>
          <span className="font-mono text-13 text-ink-faint">…{hint}</span>
          {scopes.map((scope) => (
            <Chip key={scope}>{scope}</Chip>
          ))}
        </p>
        <p className="text-13 text-ink-faint">
          <span className={expired ? 'text-bad' : ''}>
            {expiresAt === null
              ? 'no end'
              : expired
                ? `ended ${shortDate(expiresAt)}`
                : `until ${shortDate(expiresAt)}`}
          </span>{' '}
          · {lastUsedAt ? `used ${distance(lastUsedAt)}` : 'never used'}
        </p>
      </div>
      <Button size="sm" onClick={onRevoke} aria-label={`Revoke ${name}`}>
        Revoke
      </Button>
    </li>
  );
}

const TokenListSkeleton = () => (
  <div
    role="status"
    aria-label="Loading your tokens"
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
