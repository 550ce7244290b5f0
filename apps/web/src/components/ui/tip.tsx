import { Tooltip } from 'radix-ui';
import type { ReactElement } from 'react';

interface TipProps {
  label: string;
  hint?: string | undefined;
  side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  children: ReactElement;
}

/** A tooltip on one element. It repeats the element's name, so it is hidden from screen readers' descriptions. */
export function Tip({ label, hint, side = 'bottom', children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild aria-describedby={undefined}>
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="rise z-50 flex items-center gap-2 rounded-sm bg-ink px-2 py-1 text-12 font-medium text-paper"
        >
          {label}
          {hint && <kbd className="font-sans opacity-70">{hint}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
