import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { ArrowLeft, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { cn } from '../lib/cn.js';
import { useTitle } from '../lib/use-title.js';

export interface TopicLink {
  /** Its address. */
  to: string;
  label: string;
  icon: LucideIcon;
}

interface TopicsProps {
  title: string;
  topics: readonly TopicLink[];
  /** The address of the list itself, which on a phone is a page of its own. */
  home: string;
}

/** Topics on the left, one of them beside them; on a phone one after the other. */
export function Topics({ title, topics, home }: TopicsProps) {
  const listing = useLocation({ select: ({ pathname }) => pathname.replace(/\/$/, '') === home });
  useTitle(title);
  return (
    <div className="flex h-full">
      <nav
        aria-label={title}
        className={cn(
          'flex min-h-0 w-full flex-col overflow-y-auto border-e border-line bg-surface md:w-66 md:flex-none',
          !listing && 'max-md:hidden',
        )}
      >
        <header className="flex h-14 shrink-0 items-center gap-1 px-2">
          <Link
            to="/"
            aria-label="Back to the rooms"
            className="grid size-8 shrink-0 place-items-center rounded-sm text-ink-soft hover:bg-wash hover:text-ink touch:size-11"
          >
            <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
          </Link>
          <h2 className="truncate font-semibold tracking-tight">{title}</h2>
        </header>
        <ul className="flex flex-col gap-px px-2 pb-4">
          {topics.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                className="flex h-9 items-center gap-2.5 rounded-sm px-2.5 text-ink-soft transition-colors duration-150 hover:bg-wash hover:text-ink aria-[current=page]:bg-wash aria-[current=page]:font-medium aria-[current=page]:text-ink touch:h-11 max-md:h-11"
              >
                <Icon size={16} strokeWidth={1.75} aria-hidden className="text-ink-faint" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main className={cn('min-h-0 min-w-0 flex-1 overflow-y-auto', listing && 'max-md:hidden')}>
        <Outlet />
      </main>
    </div>
  );
}

interface TopicProps {
  title: string;
  /** Where the list of topics is. */
  home: TopicsProps['home'];
  lead?: ReactNode;
  /** For tables. */
  wide?: boolean;
  children: ReactNode;
}

/** One topic's page. */
export function Topic({ title, home, lead, wide = false, children }: TopicProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  useEffect(() => {
    // On a phone the link that led here is gone from the screen: the keyboard goes on where the page begins.
    if (!document.activeElement?.checkVisibility() || document.activeElement === document.body)
      heading.current?.focus();
  }, [title]);
  return (
    <div className={cn('px-4 pt-3 pb-16 md:px-10 md:pt-10', wide ? 'max-w-[80rem]' : 'max-w-[44rem]')}>
      <header className="mb-6 md:mb-8">
        <div className="flex items-center gap-1">
          <Link
            to={home}
            aria-label="Back to the list"
            className="-ms-2 grid size-11 shrink-0 place-items-center rounded-sm text-ink-soft hover:bg-wash md:hidden"
          >
            <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
          </Link>
          <h1 ref={heading} tabIndex={-1} className="text-20 font-semibold tracking-tight outline-none md:text-26">
            {title}
          </h1>
        </div>
        {lead && <div className="mt-1 max-w-[34rem] text-pretty text-ink-soft">{lead}</div>}
      </header>
      <div>{children}</div>
    </div>
  );
}
