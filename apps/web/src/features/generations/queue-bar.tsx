import type { QueueItem, RoomMe } from '#contract';
import { Square } from 'lucide-react';
import type { Cast } from '../../lib/cast.js';
import { mayStop, stopGeneration } from './api.js';

interface QueueProps {
  queue: readonly QueueItem[];
  cast: Cast;
  me: RoomMe | undefined;
  userId: string;
}

/** One line above the field while something runs: who answers whom, how many wait, and how to stop it. */
export function QueueBar({ queue, cast, me, userId, onOpen }: QueueProps & { onOpen(): void }) {
  const live = queue.find((item) => item.position === 0);
  const waiting = queue.length - (live ? 1 : 0);
  if (queue.length === 0) return null;
  const assistant = live && cast.byId.get(live.assistantId);
  const asker = live && cast.byId.get(live.requestedBy)?.name;
  return (
    <div
      role="group"
      aria-label="Answers under way"
      data-testid="queue-bar"
      data-hue={assistant?.hue}
      className="rise mb-2 flex h-9 items-center gap-2 rounded-md bg-surface pr-1 pl-3.5 text-13 text-ink-soft touch:h-11"
    >
      <span aria-hidden className="shimmer size-2 shrink-0 rounded-full bg-person" />
      <button type="button" onClick={onOpen} className="min-w-0 flex-1 truncate text-left hover:text-ink touch:h-11">
        {live ? (
          <>
            <span className="font-medium text-person">{assistant?.name ?? 'An assistant'}</span>
            {asker ? ` is answering ${asker}` : ' is answering'}
          </>
        ) : (
          'About to begin'
        )}
        {waiting > 0 && <span className="text-ink-faint tabular-nums"> · {waiting} waiting</span>}
      </button>
      {live && mayStop(live, me, userId) && (
        <button
          type="button"
          onClick={() => stopGeneration(live.generationId)}
          className="inline-flex h-7 items-center gap-1.5 rounded-sm px-2.5 font-medium text-ink hover:bg-wash touch:h-11"
        >
          <Square size={12} fill="currentColor" aria-hidden />
          Stop
        </button>
      )}
    </div>
  );
}

/** The queue in the details pane: each with a way to leave it. */
export function QueueList({ queue, cast, me, userId }: QueueProps) {
  if (queue.length === 0) {
    return <p className="text-13 text-ink-faint">Nobody is waiting. Answers run one at a time, askers in turn.</p>;
  }
  return (
    <ol className="flex flex-col gap-1">
      {[...queue]
        .sort((a, b) => a.position - b.position)
        .map((item) => {
          const assistant = cast.byId.get(item.assistantId);
          const asker = cast.byId.get(item.requestedBy);
          return (
            <li key={item.generationId} data-hue={assistant?.hue} className="flex min-h-8 items-center gap-2.5 text-13">
              <span className="w-5 shrink-0 text-center text-12 text-ink-faint tabular-nums">
                {item.position === 0 ? (
                  <span className="shimmer mx-auto block size-2 rounded-full bg-person" />
                ) : (
                  item.position
                )}
              </span>
              <span className="min-w-0 flex-1 truncate">
                <span className="font-medium">{asker?.name ?? 'Somebody'}</span>
                <span className="text-ink-faint"> asks </span>
                {assistant?.name ?? 'an assistant'}
              </span>
              {mayStop(item, me, userId) && (
                <button
                  type="button"
                  onClick={() => stopGeneration(item.generationId)}
                  className="rounded-sm px-2 py-1 font-medium text-ink-soft hover:bg-wash hover:text-ink touch:min-h-11"
                >
                  {item.position === 0 ? 'Stop' : 'Leave'}
                </button>
              )}
            </li>
          );
        })}
    </ol>
  );
}
