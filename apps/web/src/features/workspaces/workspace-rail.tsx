import type { RoomView, Workspace } from '#contract';
import { Mail, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../components/ui/icon-button.js';
import { Tip } from '../../components/ui/tip.js';
import { count } from '../../lib/text.js';
import { WorkspaceMark } from './workspace-mark.js';

interface WorkspaceRailProps {
  workspaces: readonly Workspace[];
  rooms: readonly RoomView[];
  currentId: string | undefined;
  onPick(workspaceId: string): void;
  /** Absent for those who may not make one. */
  onCreate?: (() => void) | undefined;
  /** How many invitations name me. */
  invites: number;
  onInvites(): void;
  /** At its lower end: the user's menu. */
  children: ReactNode;
}

/** The narrow column of workspaces; a dot says that something is new in one of them. */
export function WorkspaceRail(props: WorkspaceRailProps) {
  const { workspaces, rooms, currentId, onPick, onCreate, invites, onInvites, children } = props;
  return (
    <nav
      aria-label="Workspaces"
      className="flex w-14 shrink-0 flex-col items-center gap-2 border-r border-line bg-sunken py-3"
    >
      {workspaces.map((workspace) => {
        const current = workspace.id === currentId;
        const news = rooms.some((room) => room.workspaceId === workspace.id && room.me.unread > 0);
        return (
          <Tip key={workspace.id} label={workspace.name} side="right">
            <button
              type="button"
              aria-label={news && !current ? `${workspace.name}, something new` : workspace.name}
              aria-current={current ? 'true' : undefined}
              onClick={() => onPick(workspace.id)}
              className="relative grid size-11 place-items-center"
            >
              <WorkspaceMark name={workspace.name} url={workspace.pictureUrl} current={current} />
              {news && !current && (
                <span
                  aria-hidden
                  className="absolute top-0.5 right-0.5 size-2.5 rounded-full border-2 border-sunken bg-accent"
                />
              )}
            </button>
          </Tip>
        );
      })}
      {invites > 0 && (
        <span className="relative">
          <IconButton
            label={count(invites, 'invitation')}
            icon={Mail}
            side="right"
            className="size-9"
            onClick={onInvites}
          />
          <span
            aria-hidden
            className="pointer-events-none absolute -top-1 -right-1 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-[0.625rem] leading-none font-semibold text-accent-ink tabular-nums"
          >
            {invites}
          </span>
        </span>
      )}
      {onCreate && <IconButton label="New workspace" icon={Plus} side="right" className="size-9" onClick={onCreate} />}
      <div className="mt-auto">{children}</div>
    </nav>
  );
}
