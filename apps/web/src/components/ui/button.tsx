import type { ComponentProps } from 'react';
import { cn } from '../../lib/cn.js';

const LOOKS = {
  primary: 'bg-accent text-accent-ink hover:brightness-110 dark:hover:brightness-105',
  quiet: 'text-ink-soft hover:bg-wash hover:text-ink',
  outline: 'border border-line bg-raised text-ink hover:border-line-strong',
  danger: 'bg-bad text-paper hover:brightness-110',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof LOOKS;
  size?: 'sm' | 'md';
  /** Its work is under way: it can't be pressed again, and keeps the focus. */
  busy?: boolean;
}

/** A button with words on it. */
export function Button({ look = 'outline', size = 'md', busy = false, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      {...rest}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else rest.onClick?.(event);
      }}
      className={cn(
        'inline-flex items-center justify-center gap-2 rounded-sm font-medium whitespace-nowrap transition duration-150 ease-calm disabled:cursor-default disabled:opacity-55 aria-disabled:cursor-default aria-disabled:opacity-55',
        size === 'sm' ? 'h-8 px-3 text-13 touch:h-11' : 'h-10 px-4 text-15 touch:h-11',
        LOOKS[look],
        className,
      )}
    >
      {children}
    </button>
  );
}
