import type { Workspace } from '#contract';
import { Outlet, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { toast, Toasts } from '../components/ui/toasts.js';
import { signOut, signOutEverywhere, useMe } from '../features/auth/api.js';
import { lastRoomId, useRooms } from '../features/rooms/api.js';
import { UserMenu } from '../features/settings/user-menu.js';
import { useWorkspaces } from '../features/workspaces/api.js';
import { WorkspaceRail } from '../features/workspaces/workspace-rail.js';
import { cn } from '../lib/cn.js';
import { sayError } from '../lib/problem.js';
import { endSession, sessionStore } from '../lib/session.js';
import { useStore } from '../lib/store.js';
import { Announcer } from './announcer.js';
import { ConnectionBar } from './connection-bar.js';
import { Dialogs, openDialog } from './dialogs.js';
import { PaletteHost } from './palette-host.js';
import { Sidebar } from './sidebar.js';
import { useLiveSession } from './use-live-session.js';

/** Rail, sidebar, and the place for a room; live events run as long as it is there. */
export function Shell() {
  const user = useStore(sessionStore, (session) => (session.kind === 'signed-in' ? session.user : undefined));
  useLiveSession();
  if (!user) return null;
  const leave = (how: () => Promise<void>) => () => {
    how().then(
      () => endSession(),
      (error: unknown) => toast(sayError(error), 'bad'),
    );
  };
  return (
    <>
      <Frame
        menu={<UserMenu user={user} onSignOut={leave(signOut)} onSignOutEverywhere={leave(signOutEverywhere)} />}
      />
      <Dialogs />
      <Toasts />
      <Announcer />
    </>
  );
}

function Frame({ menu }: { menu: ReactNode }) {
  const navigate = useNavigate();
  const { data: me } = useMe();
  const workspaces = useWorkspaces();
  const rooms = useRooms();
  const { roomId } = useParams({ strict: false });
  // On a phone the list of rooms is a place of its own.
  const listing = useLocation({ select: ({ pathname }) => pathname === '/' });
  const { workspace: picked } = useSearch({ strict: false });
  const last = lastRoomId();
  const workspaceOf = (id: string | null | undefined) => rooms.data?.find((room) => room.id === id)?.workspaceId;
  const chosen = workspaceOf(roomId) ?? picked ?? workspaceOf(last);
  const current: Workspace | undefined = workspaces.data?.find((it) => it.id === chosen) ?? workspaces.data?.[0];
  return (
    <div className="flex h-[var(--app-height,100dvh)] flex-col">
      <ConnectionBar />
      <div className="flex min-h-0 flex-1">
        <div className={cn('flex min-h-0 w-full md:w-auto', !listing && 'max-md:hidden')}>
          <WorkspaceRail
            workspaces={workspaces.data ?? []}
            rooms={rooms.data ?? []}
            currentId={current?.id}
            onPick={(id) => void navigate({ to: '/', search: { workspace: id, list: true } })}
            onCreate={
              me?.permissions.includes('workspace.create') ? () => openDialog({ kind: 'create-workspace' }) : undefined
            }
          >
            {menu}
          </WorkspaceRail>
          <Sidebar workspace={current} workspaces={workspaces} rooms={rooms} />
        </div>
        <div className={cn('min-h-0 min-w-0 flex-1', listing && 'max-md:hidden')}>
          <Outlet />
        </div>
      </div>
      <PaletteHost rooms={rooms.data ?? []} workspace={current} />
    </div>
  );
}
