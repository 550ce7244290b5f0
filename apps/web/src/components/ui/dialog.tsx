import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { cn } from '../../lib/cn.js';
import { IconButton } from './icon-button.js';

interface DialogProps {
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  onClose(): void;
  wide?: boolean;
  children: ReactNode;
}

/** For each dialog what had the focus before it, and before the dialog that it came out of. */
const openersOf = new WeakMap<Element, readonly HTMLElement[]>();

function openersNow(): readonly HTMLElement[] {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return [];
  const around = activeElement.closest('[role="dialog"]');
  return [activeElement, ...((around && openersOf.get(around)) ?? [])];
}

/** A dialog that is open as long as it is rendered. A sheet at the lower edge on a phone. */
export function Dialog({ title, description, onClose, wide = false, children }: DialogProps) {
  const [openers] = useState(openersNow);
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Primitive.Content
          ref={(element) => {
            if (element) openersOf.set(element, openers);
          }}
          tabIndex={-1}
          onOpenAutoFocus={(event) => {
            // A field that wants the focus has it by now; else the dialog itself, not its first button.
            event.preventDefault();
            (event.currentTarget as HTMLElement).focus();
          }}
          onCloseAutoFocus={(event) => {
            // It has no trigger of its own, so it gives the focus back by itself, to what is still there.
            event.preventDefault();
            openers.find((element) => element.isConnected)?.focus();
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'rise fixed inset-x-0 bottom-0 z-40 max-h-[92dvh] overflow-y-auto rounded-t-md bg-raised p-6 shadow-lift focus:outline-none',
            'md:inset-x-auto md:top-[7vh] md:bottom-auto md:left-1/2 md:max-h-[86vh] md:-translate-x-1/2 md:rounded-md',
            wide ? 'md:w-[36rem]' : 'md:w-[27rem]',
          )}
        >
          <div className="mb-5 flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="text-17 font-semibold tracking-tight">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="mt-1 text-13 text-ink-soft">{description}</Primitive.Description>
              )}
            </div>
            <Primitive.Close asChild>
              <IconButton label="Close" icon={X} className="-mt-1 -mr-2" />
            </Primitive.Close>
          </div>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The row of buttons at the end of a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>;
}
