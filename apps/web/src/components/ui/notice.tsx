import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.js';

/** The quiet confirmation of something that was saved as one went. */
export const Saved = ({ children = 'Saved' }: { children?: ReactNode }) => (
  <span className="inline-flex items-center gap-1 text-accent">
    <Check size={14} strokeWidth={2} aria-hidden />
    {children}
  </span>
);

/** A small word about a state, such as “this one”. */
export const Chip = ({ children, tone = 'plain' }: { children: ReactNode; tone?: 'plain' | 'good' | 'warn' }) => (
  <span
    className={cn(
      'inline-flex items-center rounded-full px-2 text-12 font-medium whitespace-nowrap leading-5',
      tone === 'plain' && 'bg-sunken text-ink-soft',
      tone === 'good' && 'bg-accent-wash text-accent',
      tone === 'warn' && 'bg-warn-wash text-warn',
    )}
  >
    {children}
  </span>
);

/** Something that one should read before going on. */
export const Notice = ({ children, tone = 'plain' }: { children: ReactNode; tone?: 'plain' | 'warn' }) => (
  <div
    className={cn(
      'rounded-sm px-3 py-2 text-13 text-pretty',
      tone === 'warn' ? 'bg-warn-wash text-warn' : 'bg-sunken text-ink-soft',
    )}
  >
    {children}
  </div>
);
