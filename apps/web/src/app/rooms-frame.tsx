import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useMe } from '../features/auth/api.js';
import { useMyInvites } from '../features/workspaces/invites-api.js';
import { WorkspaceRail } from '../features/workspaces/workspace-rail.js';
import { cn } from '../lib/cn.js';
import { openDialog } from './dialogs.js';
import { MyMenu } from './my-menu.js';
import { Sidebar } from './sidebar.js';
import { usePlace } from './use-place.js';

/** Rail, sidebar, and the place for a room. */
export function RoomsFrame() {
  const navigate = useNavigate();
  const { data: me } = useMe();
  const { data: invites = [] } = useMyInvites();
  const { workspaces, rooms, current } = usePlace();
  // On a phone the list of rooms is a place of its own.
  const listing = useLocation({ select: ({ pathname }) => pathname === '/' });
  return (
    <div className="flex h-full">
      <div className={cn('flex min-h-0 w-full md:w-auto', !listing && 'max-md:hidden')}>
        <WorkspaceRail
          workspaces={workspaces.data ?? []}
          rooms={rooms.data ?? []}
          currentId={current?.id}
          onPick={(id) => void navigate({ to: '/', search: { workspace: id, list: true } })}
          onCreate={
            me?.permissions.includes('workspace.create') ? () => openDialog({ kind: 'create-workspace' }) : undefined
          }
          invites={invites.length}
          onInvites={() => openDialog({ kind: 'my-invites' })}
        >
          <MyMenu />
        </WorkspaceRail>
        <Sidebar workspace={current} workspaces={workspaces} rooms={rooms} />
      </div>
      <div className={cn('min-h-0 min-w-0 flex-1', listing && 'max-md:hidden')}>
        <Outlet />
      </div>
    </div>
  );
}
