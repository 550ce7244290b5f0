import { useState } from 'react';
import { cn } from '../../lib/cn.js';
import type { PresenceState } from '#contract';

interface AvatarProps {
  name: string;
  hue: number;
  /** Their picture; initials stand for it where there is none, or it does not come. */
  url?: string | null | undefined;
  /** People are round, assistants are rounded squares. */
  kind?: 'person' | 'assistant';
  size?: 20 | 24 | 32 | 40 | 72;
  presence?: PresenceState | undefined;
  className?: string;
}

const SIZES = {
  20: 'size-5 text-[0.625rem]',
  24: 'size-6 text-[0.625rem]',
  32: 'size-8 text-13',
  40: 'size-10 text-15',
  72: 'size-18 text-26',
};
const DOTS: Record<PresenceState, string> = {
  online: 'bg-good',
  away: 'bg-warn',
  offline: 'hidden',
};

/** First letters of the first and last word, by grapheme. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** Someone's mark. It stands beside their name, so it is hidden from screen readers. */
export function Avatar({ name, hue, url, kind = 'person', size = 32, presence, className }: AvatarProps) {
  const [broken, setBroken] = useState<string>();
  const shape = cn(kind === 'assistant' ? 'rounded-sm' : 'rounded-full', SIZES[size]);
  return (
    <span aria-hidden data-hue={hue} className={cn('relative inline-block shrink-0', className)}>
      {url && url !== broken ? (
        <img
          src={url}
          alt=""
          draggable={false}
          onError={() => setBroken(url)}
          className={cn('bg-person-wash object-cover select-none', shape)}
        />
      ) : (
        <span
          data-initials={initials(name)}
          className={cn(
            'initials grid place-items-center bg-person-wash font-semibold tracking-tight text-person select-none',
            shape,
          )}
        />
      )}
      {presence && (
        <span
          className={cn(
            'absolute -right-0.5 -bottom-0.5 size-2.5 rounded-full border-2 border-(--presence-edge,var(--paper))',
            DOTS[presence],
          )}
        />
      )}
    </span>
  );
}
