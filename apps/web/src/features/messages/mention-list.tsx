import { useEffect, useRef } from 'react';
import { Avatar } from '../../components/ui/avatar.js';
import type { CastMember } from '../../lib/cast.js';
import { cn } from '../../lib/cn.js';

interface MentionListProps {
  id: string;
  members: readonly CastMember[];
  active: CastMember;
  onPick(handle: string): void;
}

/** Who can be mentioned, above the field; the field keeps the focus. */
export function MentionList({ id, members, active, onPick }: MentionListProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <ul
      ref={list}
      id={id}
      role="listbox"
      aria-label="People and assistants"
      className="rise absolute bottom-full left-0 z-20 mb-2 max-h-72 w-72 max-w-full overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-lift"
    >
      {members.map((member) => (
        <li
          key={member.id}
          id={`${id}-${member.id}`}
          role="option"
          aria-selected={member === active}
          // Pressing must not take the focus out of the field.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(member.handle)}
          className={cn('flex h-10 items-center gap-2.5 rounded-sm px-2 touch:h-11', member === active && 'bg-wash')}
        >
          <Avatar name={member.name} hue={member.hue} url={member.avatarUrl} kind={member.kind} size={24} />
          <span className="truncate font-medium">{member.name}</span>
          <span className="ml-auto truncate text-13 text-ink-faint">@{member.handle}</span>
        </li>
      ))}
    </ul>
  );
}
