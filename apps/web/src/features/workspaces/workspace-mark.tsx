import { useState } from 'react';
import { initials } from '../../components/ui/avatar.js';
import { cn } from '../../lib/cn.js';

interface WorkspaceMarkProps {
  name: string;
  url: string | null;
  current?: boolean;
}

/** A workspace's picture; initials stand for it where there is none, or it does not come. It stands beside its name. */
export function WorkspaceMark({ name, url, current = false }: WorkspaceMarkProps) {
  const [broken, setBroken] = useState<string>();
  if (url && url !== broken) {
    return (
      <img
        src={url}
        alt=""
        draggable={false}
        onError={() => setBroken(url)}
        className={cn('size-9 rounded-md object-cover select-none', current && 'outline-2 outline-accent')}
      />
    );
  }
  return (
    <span
      aria-hidden
      data-initials={initials(name)}
      className={cn(
        'initials grid size-9 place-items-center rounded-md text-13 font-semibold transition-colors duration-150',
        current ? 'bg-accent text-accent-ink' : 'bg-raised text-ink-soft hover:text-ink',
      )}
    />
  );
}
