import { CircleAlert, Info, X } from 'lucide-react';
import { cn } from '../../lib/cn.js';
import { createStore, useStore } from '../../lib/store.js';
import { IconButton } from './icon-button.js';

interface Toast {
  id: number;
  tone: 'info' | 'bad';
  text: string;
}

const toastStore = createStore<readonly Toast[]>([]);
let lastId = 0;

const dismiss = (id: number) => toastStore.set(toastStore.get().filter((toast) => toast.id !== id));

/** Says something in passing; it goes away by itself, a failure more slowly. */
export function toast(text: string, tone: Toast['tone'] = 'info'): void {
  const id = ++lastId;
  toastStore.set([...toastStore.get().slice(-2), { id, tone, text }]);
  setTimeout(() => dismiss(id), tone === 'bad' ? 9_000 : 5_000);
}

/** Where toasts appear. */
export function Toasts() {
  const toasts = useStore(toastStore);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-center gap-2 md:inset-x-auto md:right-6 md:bottom-6 md:items-end"
    >
      {toasts.map(({ id, tone, text }) => {
        const Icon = tone === 'bad' ? CircleAlert : Info;
        return (
          <div
            key={id}
            className="rise pointer-events-auto flex max-w-md items-center gap-3 rounded-md border border-line bg-raised py-2 pr-2 pl-4 text-13 shadow-lift"
          >
            <Icon size={16} aria-hidden className={cn('shrink-0', tone === 'bad' ? 'text-bad' : 'text-accent')} />
            <span>{text}</span>
            <IconButton label="Dismiss" icon={X} onClick={() => dismiss(id)} />
          </div>
        );
      })}
    </div>
  );
}
