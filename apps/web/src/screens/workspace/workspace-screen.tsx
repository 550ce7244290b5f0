import { Navigate, useLocation, useParams } from '@tanstack/react-router';
import { Info, Mail, Users } from 'lucide-react';
import { Topics, type TopicLink } from '../../components/topics.js';
import { useWorkspaces } from '../../features/workspaces/api.js';
import { useMedia } from '../../lib/use-media.js';

/** `/workspaces/<id>`: what concerns one workspace as a whole. */
export function WorkspaceScreen() {
  const { workspaceId } = useParams({ from: '/_in/workspaces/$workspaceId' });
  const home = `/workspaces/${workspaceId}`;
  const listing = useLocation({ select: ({ pathname }) => pathname.replace(/\/$/, '') === home });
  const beside = useMedia('(min-width: 48rem)');
  const workspace = useWorkspaces().data?.find(({ id }) => id === workspaceId);
  if (listing && beside) return <Navigate to="/workspaces/$workspaceId/general" params={{ workspaceId }} replace />;
  const topics: TopicLink[] = [
    { to: `${home}/general`, label: 'General', icon: Info },
    { to: `${home}/members`, label: 'Members', icon: Users },
  ];
  if (workspace?.can['workspace.invite']) topics.push({ to: `${home}/invitations`, label: 'Invitations', icon: Mail });
  return <Topics title={workspace?.name ?? 'Workspace'} topics={topics} home={home} />;
}
