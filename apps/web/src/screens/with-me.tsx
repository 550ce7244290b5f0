import type { Me } from '#contract';
import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from '../components/ui/states.js';
import { useMe } from '../features/auth/api.js';

/** What needs to know me, once I am known. */
export function WithMe({ children }: { children(me: Me): ReactNode }) {
  const me = useMe();
  if (me.data) return children(me.data);
  if (me.isError) {
    return <ErrorState title="Your account could not be loaded" error={me.error} onRetry={() => void me.refetch()} />;
  }
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-8 py-2">
      {['w-40', 'w-64', 'w-52'].map((width) => (
        <div key={width} className="flex flex-col gap-4">
          <Skeleton className="w-24" />
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  );
}
