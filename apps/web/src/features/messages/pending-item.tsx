import { CircleAlert, Clock } from 'lucide-react';
import { memberFor, type Cast } from '../../lib/cast.js';
import { cn } from '../../lib/cn.js';
import { discard, resend, type Outgoing } from '../../realtime/outbox.js';
import { takeIn } from '../../realtime/realtime.js';
import { Markdown } from './markdown/markdown.js';
import { MessageFrame } from './message-frame.js';

interface PendingItemProps {
  entry: Outgoing;
  first: boolean;
  cast: Cast;
  me: { id: string; displayName: string };
}

/** A message of mine that the server has not acknowledged yet. */
export function PendingItem({ entry, first, cast, me }: PendingItemProps) {
  const author = memberFor(cast, { id: me.id, name: me.displayName, type: 'user' });
  return (
    <MessageFrame author={author} createdAt={entry.createdAt} first={first} data-status={entry.state}>
      <div className={cn(entry.state !== 'failed' && 'opacity-60')}>
        <Markdown source={entry.content} cast={cast} />
      </div>
      {entry.state === 'waiting' && (
        <p className="flex items-center gap-1.5 text-13 text-ink-faint">
          <Clock size={14} aria-hidden /> Goes out when the connection is back
        </p>
      )}
      {entry.state === 'failed' && (
        <p role="alert" className="flex flex-wrap items-center gap-x-2 text-13 text-bad">
          <CircleAlert size={14} aria-hidden />
          <span>Not sent. {entry.reason}</span>
          <button type="button" className={ACTION} onClick={() => resend(entry.clientId, takeIn)}>
            Retry
          </button>
          <button type="button" className={ACTION} onClick={() => discard(entry.clientId)}>
            Discard
          </button>
        </p>
      )}
    </MessageFrame>
  );
}

const ACTION = 'rounded-sm px-1.5 py-0.5 font-medium text-accent hover:bg-accent-wash touch:min-h-11';
