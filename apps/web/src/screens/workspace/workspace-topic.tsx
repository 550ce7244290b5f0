import type { Workspace } from '#contract';
import { useParams } from '@tanstack/react-router';
import { DoorClosed } from 'lucide-react';
import type { ReactNode } from 'react';
import { Topic } from '../../components/topics.js';
import { EmptyState, ErrorState, Skeleton } from '../../components/ui/states.js';
import { useWorkspaces } from '../../features/workspaces/api.js';

interface WorkspaceTopicProps {
  title: string;
  lead?: ReactNode;
  children(workspace: Workspace): ReactNode;
}

/** One topic of a workspace, once the workspace is known. */
export function WorkspaceTopic({ title, lead, children }: WorkspaceTopicProps) {
  const { workspaceId } = useParams({ from: '/_in/workspaces/$workspaceId' });
  const workspaces = useWorkspaces();
  const workspace = workspaces.data?.find(({ id }) => id === workspaceId);
  return (
    <Topic title={title} home={`/workspaces/${workspaceId}`} lead={workspace && lead}>
      {workspace ? (
        children(workspace)
      ) : workspaces.isError ? (
        <ErrorState
          title="The workspace could not be loaded"
          error={workspaces.error}
          onRetry={() => void workspaces.refetch()}
        />
      ) : workspaces.data ? (
        <EmptyState icon={DoorClosed} title="There is no such workspace">
          It may have been deleted, or you are no member of it.
        </EmptyState>
      ) : (
        <div role="status" aria-label="Loading" className="flex flex-col gap-4 py-2">
          <Skeleton className="w-40" />
          <Skeleton className="w-64" />
        </div>
      )}
    </Topic>
  );
}
