import type { QueueItem, RoomDetail } from '#contract';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, LogOut, Plus, UserPlus, X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { openDialog } from '../app/dialogs.js';
import { Button } from '../components/ui/button.js';
import { IconButton } from '../components/ui/icon-button.js';
import { Skeleton } from '../components/ui/states.js';
import { AssistantList } from '../features/assistants/assistant-list.js';
import { QueueList } from '../features/generations/queue-bar.js';
import { PeopleList } from '../features/rooms/people-list.js';
import { useWorkspaces } from '../features/workspaces/api.js';
import type { Cast } from '../lib/cast.js';
import { keys } from '../lib/query.js';
import { count } from '../lib/text.js';
import type { PresenceByUser } from '../realtime/apply-event.js';

interface RoomPaneProps {
  room: RoomDetail;
  cast: Cast;
  queue: readonly QueueItem[];
  userId: string;
  open: boolean;
  onClose(): void;
}

const NOBODY: PresenceByUser = {};

/** Who is in the room, what is being answered, and how others come in. Beside the room, or over it where space is short. */
export function RoomPane({ room, cast, queue, userId, open, onClose }: RoomPaneProps) {
  const { data: presence = NOBODY } = useQuery<PresenceByUser>({ queryKey: keys.presence, enabled: false });
  const { data: workspaces } = useWorkspaces();
  const workspace = workspaces?.find((it) => it.id === room.workspaceId);
  const can = room.me.can;
  const manage = can['assistant.manage'];
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    // Over the room it takes the keyboard along; beside it the reader stays where they are.
    if (open && matchMedia('(max-width: 74.99rem)').matches) pane.current?.focus();
  }, [open]);
  if (!open) return null;
  return (
    <>
      <div aria-hidden onClick={onClose} className="fixed inset-0 z-20 bg-scrim max-md:hidden xl:hidden" />
      <aside
        ref={pane}
        tabIndex={-1}
        aria-label="Room details"
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
        className="flex w-80 shrink-0 outline-none flex-col border-l border-line bg-surface [--presence-edge:var(--surface)] max-xl:fixed max-xl:inset-y-0 max-xl:right-0 max-xl:z-30 max-xl:shadow-lift max-md:w-full"
      >
        <header className="flex h-14 shrink-0 items-center border-b border-line pr-2 pl-5">
          <h2 className="flex-1 font-semibold tracking-tight">Details</h2>
          <IconButton label="Close" icon={X} size={20} onClick={onClose} />
        </header>
        <div className="flex min-h-0 flex-1 flex-col gap-7 overflow-y-auto px-5 py-5">
          <Section title="Queue">
            <QueueList queue={queue} cast={cast} me={room.me} userId={userId} />
          </Section>
          <Section
            title="Assistants"
            action={
              manage && (
                <IconButton
                  label="New assistant"
                  icon={Plus}
                  side="left"
                  className="size-7"
                  onClick={() => openDialog({ kind: 'assistant', roomId: room.id })}
                />
              )
            }
          >
            <AssistantList
              assistants={room.assistants}
              onEdit={manage ? (assistant) => openDialog({ kind: 'assistant', roomId: room.id, assistant }) : undefined}
            />
          </Section>
          <Section title={count(room.participants.length, 'person', 'people')}>
            <PeopleList participants={room.participants} presence={presence} userId={userId} />
          </Section>
          <div className="flex flex-col gap-2">
            {workspace?.can['workspace.invite'] && (
              <Button size="sm" onClick={() => openDialog({ kind: 'invite-people', workspace })}>
                <UserPlus size={16} strokeWidth={1.75} aria-hidden />
                Invite people
              </Button>
            )}
            {can['room.code'] && room.visibility !== 'private' && (
              <Button size="sm" onClick={() => openDialog({ kind: 'room-code', room })}>
                <KeyRound size={16} strokeWidth={1.75} aria-hidden />
                Room code
              </Button>
            )}
            {room.me.role !== null && (
              <Button size="sm" look="quiet" onClick={() => openDialog({ kind: 'leave-room', room })}>
                <LogOut size={16} strokeWidth={1.75} aria-hidden />
                Leave the room
              </Button>
            )}
          </div>
        </div>
      </aside>
    </>
  );
}

/** Holds the pane's place beside the room while that loads, so that nothing jumps. */
export const RoomPaneSkeleton = () => (
  <div aria-hidden className="hidden w-80 shrink-0 border-l border-line bg-surface xl:block">
    <div className="flex h-14 items-center border-b border-line px-5">
      <Skeleton className="w-16" />
    </div>
    <div className="flex flex-col gap-6 px-5 py-8">
      <Skeleton className="w-24" />
      <Skeleton className="w-40" />
      <Skeleton className="w-32" />
    </div>
  </div>
);

const Section = ({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) => (
  <section>
    <div className="mb-1.5 flex h-7 items-center">
      <h3 className="flex-1 text-12 font-medium text-ink-faint">{title}</h3>
      {action}
    </div>
    {children}
  </section>
);
