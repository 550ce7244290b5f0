import type { LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { createContext, use, useRef, type ReactElement, type ReactNode } from 'react';
import { cn } from '../../lib/cn.js';

interface MenuProps {
  trigger: ReactElement;
  align?: 'start' | 'end';
  side?: 'top' | 'right' | 'bottom';
  /** For a menu that was only loaded when somebody asked for it. */
  openAtOnce?: boolean;
  children: ReactNode;
}

/** Takes what an entry does, to be done once the menu is gone and the focus back at its trigger. */
const AfterClose = createContext<(action: () => void) => void>(() => undefined);

/** A menu that opens from its trigger. */
export function Menu({ trigger, align = 'end', side = 'bottom', openAtOnce = false, children }: MenuProps) {
  const chosen = useRef<() => void>(undefined);
  return (
    <DropdownMenu.Root modal={false} defaultOpen={openAtOnce}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={() => {
            const action = chosen.current;
            chosen.current = undefined;
            // A dialog that it opens finds the trigger focused, and gives the focus back there.
            if (action) queueMicrotask(action);
          }}
          className="rise z-50 min-w-52 rounded-md border border-line bg-raised p-1 shadow-lift"
        >
          <AfterClose value={(action) => (chosen.current = action)}>{children}</AfterClose>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  icon: LucideIcon;
  danger?: boolean;
  onSelect(): void;
  children: ReactNode;
}

/** One entry of a menu. */
export function MenuItem({ icon: Icon, danger = false, onSelect, children }: MenuItemProps) {
  const afterClose = use(AfterClose);
  return (
    <DropdownMenu.Item
      onSelect={() => afterClose(onSelect)}
      className={cn(
        'flex h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-13 outline-none select-none data-highlighted:bg-wash touch:h-11',
        danger ? 'text-bad' : 'text-ink',
      )}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden className={danger ? '' : 'text-ink-faint'} />
      {children}
    </DropdownMenu.Item>
  );
}

/** A line between groups of a menu. */
export const MenuLine = () => <DropdownMenu.Separator className="my-1 h-px bg-line" />;

interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  choices: readonly { value: T; label: string; icon: LucideIcon }[];
  onChange(value: T): void;
}

/** A few choices side by side, one of which holds. The menu stays open. */
export function MenuChoice<T extends string>({ label, value, choices, onChange }: MenuChoiceProps<T>) {
  return (
    <DropdownMenu.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as T)}
      className="mx-1 mb-1 flex rounded-sm bg-sunken p-0.5"
    >
      {choices.map(({ value: choice, label: words, icon: Icon }) => (
        <DropdownMenu.RadioItem
          key={choice}
          value={choice}
          onSelect={(event) => event.preventDefault()}
          className="flex h-8 flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-sm px-2 text-12 font-medium text-ink-soft outline-none select-none data-highlighted:text-ink data-highlighted:outline-2 data-highlighted:outline-accent data-[state=checked]:bg-raised data-[state=checked]:text-ink touch:h-11"
        >
          <Icon size={14} aria-hidden />
          {words}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
