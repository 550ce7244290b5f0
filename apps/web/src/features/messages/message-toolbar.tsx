import { lazy, Suspense } from 'react';
import { IconButton } from '../../components/ui/icon-button.js';
import { useMedia } from '../../lib/use-media.js';
import type { MessageAction } from './actions.js';

const MessageMenu = lazy(() => import('./message-menu.js').then((m) => ({ default: m.MessageMenu })));

interface MessageToolbarProps {
  actions: readonly MessageAction[];
  author: string;
}

/** The actions of a message: a row of buttons for a mouse, a menu for a finger. */
export function MessageToolbar({ actions, author }: MessageToolbarProps) {
  const touch = useMedia('(pointer: coarse)');
  if (touch) {
    return (
      <div className="absolute -top-8 right-3 rounded-sm border border-line bg-raised empty:hidden">
        <Suspense>
          <MessageMenu actions={actions} />
        </Suspense>
      </div>
    );
  }
  return (
    <div
      role="toolbar"
      aria-label={`Actions for the message by ${author}`}
      className="absolute -top-3 right-4 flex rounded-sm border border-line bg-raised p-0.5 md:right-6"
    >
      {actions.map(({ key, label, icon, run }) => (
        <IconButton
          key={key}
          label={label}
          hint={key.toUpperCase()}
          icon={icon}
          side="top"
          className="size-7"
          onClick={run}
        />
      ))}
    </div>
  );
}
