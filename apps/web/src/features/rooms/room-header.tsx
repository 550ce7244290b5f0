import type { RoomDetail } from '#contract';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Hash, Lock, PanelRight } from 'lucide-react';
import { Avatar } from '../../components/ui/avatar.js';
import { IconButton } from '../../components/ui/icon-button.js';
import { Skeleton } from '../../components/ui/states.js';
import { Tip } from '../../components/ui/tip.js';
import { cn } from '../../lib/cn.js';
import type { Cast } from '../../lib/cast.js';

interface RoomHeaderProps {
  room: RoomDetail | undefined;
  cast: Cast;
  paneOpen: boolean;
  onPane(): void;
}

/** Title, topic, who is here, and the call to the pane. */
export function RoomHeader({ room, cast, paneOpen, onPane }: RoomHeaderProps) {
  const Icon = room?.visibility === 'public' ? Hash : Lock;
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line pr-2 pl-2 md:pr-4 md:pl-6">
      <Link
        to="/"
        search={{ list: true }}
        aria-label="Back to the rooms"
        className="grid size-11 shrink-0 place-items-center rounded-sm text-ink-soft hover:bg-wash md:hidden"
      >
        <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
      </Link>
      {room ? (
        <div className="flex min-w-0 flex-1 items-baseline gap-3">
          <h1 className="flex min-w-0 items-center gap-1.5 text-17 font-semibold tracking-tight md:max-w-[70%]">
            <Icon size={16} strokeWidth={2} aria-hidden className="shrink-0 text-ink-faint" />
            <span className="truncate">{room.title}</span>
          </h1>
          {room.topic && (
            <p className="hidden min-w-0 flex-1 truncate text-13 text-ink-faint md:block" title={room.topic}>
              {room.topic}
            </p>
          )}
        </div>
      ) : (
        <div className="flex-1">
          <Skeleton className="h-4 w-32" />
        </div>
      )}
      {room && (
        <Tip label="People and assistants">
          <button
            type="button"
            onClick={onPane}
            aria-label={`${cast.members.length} people and assistants`}
            className="flex h-9 items-center rounded-full pr-1 pl-2 touch:h-11 max-md:hidden"
          >
            {cast.members.slice(0, 4).map((member) => (
              <Avatar
                key={member.id}
                name={member.name}
                hue={member.hue}
                url={member.avatarUrl}
                kind={member.kind}
                size={24}
                className={cn(
                  '-ml-0.5 bg-paper ring-2 ring-paper',
                  member.kind === 'assistant' ? 'rounded-sm' : 'rounded-full',
                )}
              />
            ))}
            {cast.members.length > 4 && (
              <span
                aria-hidden
                data-initials={`+${cast.members.length - 4}`}
                className="initials ml-1.5 text-12 text-ink-faint tabular-nums"
              />
            )}
          </button>
        </Tip>
      )}
      <IconButton
        label={paneOpen ? 'Close the details' : 'Room details'}
        icon={PanelRight}
        size={20}
        aria-pressed={paneOpen}
        onClick={onPane}
      />
    </header>
  );
}
