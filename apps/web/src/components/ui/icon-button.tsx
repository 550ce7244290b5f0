import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '../../lib/cn.js';
import { Tip } from './tip.js';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** Its accessible name and its tooltip. */
  label: string;
  icon: LucideIcon;
  size?: 16 | 20;
  /** Letter or keys that do the same, shown in the tooltip. */
  hint?: string | undefined;
  side?: 'top' | 'right' | 'bottom' | 'left';
}

/** A button that is only an icon; 32 px for a mouse, 44 px for a finger. */
export function IconButton({ label, icon: Icon, size = 16, hint, side, className, ...rest }: IconButtonProps) {
  return (
    <Tip label={label} hint={hint} side={side}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={cn(
          'inline-grid size-8 shrink-0 place-items-center rounded-sm text-ink-soft transition-colors duration-150 hover:bg-wash hover:text-ink disabled:opacity-40 aria-pressed:bg-wash aria-pressed:text-ink touch:size-11',
          className,
        )}
      >
        <Icon size={size} strokeWidth={1.75} aria-hidden />
      </button>
    </Tip>
  );
}
