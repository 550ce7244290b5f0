import type { RoomView, Workspace } from '#contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Compass, KeyRound, Plus, Search, Settings, UserPlus, type LucideIcon } from 'lucide-react';
import { Button } from '../components/ui/button.js';
import { IconButton } from '../components/ui/icon-button.js';
import { RoomList, RoomListSkeleton } from '../features/rooms/room-list.js';
import { sayError } from '../lib/problem.js';
import { openDialog } from './dialogs.js';
import { openPalette, shortcutName } from './palette-host.js';

interface SidebarProps {
  workspace: Workspace | undefined;
  workspaces: UseQueryResult<Workspace[]>;
  rooms: UseQueryResult<readonly RoomView[]>;
}

/** The rooms of the workspace, and the ways to more of them. */
export function Sidebar({ workspace, workspaces, rooms }: SidebarProps) {
  const navigate = useNavigate();
  const failed = workspaces.isError ? workspaces : rooms.isError ? rooms : undefined;
  const mine = (rooms.data ?? [])
    .filter((room) => room.workspaceId === workspace?.id)
    .sort((a, b) => a.title.localeCompare(b.title));
  const can: Partial<Workspace['can']> = workspace?.can ?? {};
  return (
    <nav
      aria-label="Rooms"
      className="flex min-w-0 flex-1 flex-col border-r border-line bg-surface [--presence-edge:var(--surface)] md:w-66 md:flex-none"
    >
      <header className="flex h-14 shrink-0 items-center gap-1 pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate font-semibold tracking-tight">{workspace?.name}</h2>
        {workspace && can['workspace.invite'] && (
          <IconButton
            label="Invite people"
            icon={UserPlus}
            onClick={() => openDialog({ kind: 'invite-people', workspace })}
          />
        )}
        {workspace && (
          <IconButton
            label="Workspace settings"
            icon={Settings}
            onClick={() => void navigate({ to: '/workspaces/$workspaceId', params: { workspaceId: workspace.id } })}
          />
        )}
      </header>
      <div className="px-3 pb-3">
        <button
          type="button"
          onClick={openPalette}
          className="flex h-9 w-full items-center gap-2 rounded-sm border border-line bg-raised px-2.5 text-13 text-ink-faint transition-colors duration-150 hover:border-line-strong touch:h-11"
        >
          <Search size={16} strokeWidth={1.75} aria-hidden />
          Jump to…
          <kbd className="ml-auto font-sans text-12 touch:hidden">{shortcutName}</kbd>
        </button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        <div className="flex h-8 items-center pl-2">
          <h3 className="flex-1 text-12 font-medium text-ink-faint">Rooms</h3>
          {workspace && can['room.create'] && (
            <IconButton
              label="New room"
              icon={Plus}
              className="size-7"
              onClick={() => openDialog({ kind: 'create-room', workspace })}
            />
          )}
        </div>
        {failed ? (
          <div role="alert" className="px-2 py-1 text-13 text-ink-soft">
            The rooms could not be loaded. {sayError(failed.error)}
            <Button
              size="sm"
              className="mt-3 w-full"
              onClick={() => void Promise.all([workspaces.refetch(), rooms.refetch()])}
            >
              Try again
            </Button>
          </div>
        ) : !rooms.data || !workspaces.data ? (
          <RoomListSkeleton />
        ) : mine.length > 0 ? (
          <RoomList rooms={mine} />
        ) : (
          <div className="px-2 py-1 text-13 text-ink-faint">
            You are in no room here yet.
            {workspace && can['room.create'] && (
              <Button size="sm" className="mt-3 w-full" onClick={() => openDialog({ kind: 'create-room', workspace })}>
                Make the first one
              </Button>
            )}
          </div>
        )}
        <div className="mt-4 flex flex-col gap-px border-t border-line pt-3">
          {workspace && can['room.discover'] && (
            <Way icon={Compass} onClick={() => openDialog({ kind: 'discover', workspace })}>
              Discover rooms
            </Way>
          )}
          <Way icon={KeyRound} onClick={() => openDialog({ kind: 'join-by-code' })}>
            Join with a code
          </Way>
        </div>
      </div>
    </nav>
  );
}

const Way = ({ icon: Icon, onClick, children }: { icon: LucideIcon; onClick(): void; children: string }) => (
  <button
    type="button"
    onClick={onClick}
    className="flex h-8 items-center gap-2 rounded-sm px-2 text-ink-soft transition-colors duration-150 hover:bg-wash hover:text-ink touch:h-11"
  >
    <Icon size={16} strokeWidth={1.75} aria-hidden className="text-ink-faint" />
    {children}
  </button>
);
