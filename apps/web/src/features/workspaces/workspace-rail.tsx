import type { RoomView, Workspace } from '#contract';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { initials } from '../../components/ui/avatar.js';
import { IconButton } from '../../components/ui/icon-button.js';
import { Tip } from '../../components/ui/tip.js';
import { cn } from '../../lib/cn.js';

interface WorkspaceRailProps {
  workspaces: readonly Workspace[];
  rooms: readonly RoomView[];
  currentId: string | undefined;
  onPick(workspaceId: string): void;
  /** Absent for those who may not make one. */
  onCreate?: (() => void) | undefined;
  /** At its lower end: the user's menu. */
  children: ReactNode;
}

/** The narrow column of workspaces; a dot says that something is new in one of them. */
export function WorkspaceRail({ workspaces, rooms, currentId, onPick, onCreate, children }: WorkspaceRailProps) {
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
              <span
                aria-hidden
                data-initials={initials(workspace.name)}
                className={cn(
                  'initials grid size-9 place-items-center rounded-md text-13 font-semibold transition-colors duration-150',
                  current ? 'bg-accent text-accent-ink' : 'bg-raised text-ink-soft hover:text-ink',
                )}
              />
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
      {onCreate && <IconButton label="New workspace" icon={Plus} side="right" className="size-9" onClick={onCreate} />}
      <div className="mt-auto">{children}</div>
    </nav>
  );
}
