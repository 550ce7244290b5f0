import type { ComponentProps, ReactNode } from 'react';
import { Avatar } from '../../components/ui/avatar.js';
import type { CastMember } from '../../lib/cast.js';
import { cn } from '../../lib/cn.js';
import { clock, clockNarrow, moment } from '../../lib/dates.js';

interface MessageFrameProps extends ComponentProps<'article'> {
  author: CastMember;
  createdAt: string;
  /** Shows who speaks; the others of a group only show their time under the mouse. */
  first: boolean;
  /** Beside the name: the model, “edited”. */
  badges?: ReactNode;
}

/** Avatar, name, time and the place for what was said; the same for messages that have arrived and those under way. */
export function MessageFrame({ author, createdAt, first, badges, children, className, ...rest }: MessageFrameProps) {
  return (
    <article
      aria-label={`message by ${author.name}`}
      data-hue={author.hue}
      {...rest}
      className={cn(
        'group relative grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3 px-4 md:px-6',
        'focus-visible:rounded-md focus-visible:-outline-offset-2',
        first ? 'pt-4 pb-0.5' : 'py-0.5',
        className,
      )}
    >
      {first ? (
        <Avatar name={author.name} hue={author.hue} url={author.avatarUrl} kind={author.kind} className="mt-0.5" />
      ) : (
        <time
          dateTime={createdAt}
          title={moment(createdAt)}
          className="pt-1 text-right text-[0.6875rem] leading-4 whitespace-nowrap text-ink-faint tabular-nums opacity-0 group-hover:opacity-100 group-focus:opacity-100"
        >
          {clockNarrow(createdAt)}
        </time>
      )}
      <div className="min-w-0">
        {first && (
          <header className="flex min-w-0 items-baseline gap-2">
            <span className="truncate font-semibold text-person">{author.name}</span>
            {badges}
            <time
              dateTime={createdAt}
              title={moment(createdAt)}
              className="text-12 whitespace-nowrap text-ink-faint tabular-nums"
            >
              {clock(createdAt)}
            </time>
          </header>
        )}
        {children}
      </div>
    </article>
  );
}
