import type { Message, QueueItem, RoomDetail } from '#contract';
import { ArrowDown } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { Skeleton } from '../../components/ui/states.js';
import type { Cast } from '../../lib/cast.js';
import { dayName } from '../../lib/dates.js';
import { count } from '../../lib/text.js';
import type { Outgoing } from '../../realtime/outbox.js';
import type { RoomLog } from '../../realtime/room-log.js';
import type { MessageHandlers } from './actions.js';
import { MessageItem } from './message-item.js';
import { PendingItem } from './pending-item.js';
import { buildRows, type Row } from './rows.js';
import { useFollow } from './use-follow.js';

interface ThreadProps {
  log: RoomLog;
  detail: RoomDetail;
  cast: Cast;
  queue: readonly QueueItem[];
  pending: readonly Outgoing[];
  /** The read mark when the room was opened. */
  readSeq: number | undefined;
  me: { id: string; displayName: string };
  /** What stands above the first message of the room. */
  start: ReactNode;
  handlers: Omit<MessageHandlers, 'onEdit'>;
  onOlder(): void;
  /** Whether the end of the room is before the reader's eyes. */
  onReading(reading: boolean): void;
}

/** The messages of a room. It follows the newest when the reader is there, and never moves under one who is not. */
export function Thread(props: ThreadProps) {
  const { log, detail, cast, queue, pending, readSeq, me, handlers, onOlder, onReading } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [editing, setEditing] = useState<string>();
  const [current, setCurrent] = useState<string>();
  const rows = useMemo(
    () => buildRows({ items: log.items, hasBefore: log.hasBefore, pending, readSeq, userId: me.id }),
    [log.items, log.hasBefore, pending, readSeq, me.id],
  );
  const lastSeq = log.items.at(-1)?.seq ?? 0;
  const follow = useFollow({ scroller, list, rows, lastSeq, ownPending: pending.length, onOlder, onReading });
  const unseen = follow.seenSeq === undefined ? 0 : countUnseen(log.items, follow.seenSeq, me.id);

  const doneEditing = useCallback(() => setEditing(undefined), []);
  const itemHandlers = useMemo<MessageHandlers>(() => ({ ...handlers, onEdit: setEditing }), [handlers]);
  const messageRows = useMemo(
    () => rows.flatMap((row, index) => (row.kind === 'message' ? [{ id: row.message.id, index }] : [])),
    [rows],
  );
  const currentId = messageRows.some(({ id }) => id === current) ? current : messageRows.at(-1)?.id;
  const currentIndex = messageRows.find(({ id }) => id === currentId)?.index;

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const at = messageRows.findIndex(({ id }) => id === currentId);
    const onMessage = (event.target as HTMLElement).tagName === 'ARTICLE' || event.target === event.currentTarget;
    const next = messageRows[at + step];
    if (step === 0 || !onMessage || !next) return;
    event.preventDefault();
    setCurrent(next.id);
    list.current?.scrollToIndex(next.index, { align: 'nearest' });
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-message-id="${next.id}"]`)?.focus({ preventScroll: true }),
    );
  };

  const draw = (row: Row<Outgoing>) => {
    switch (row.kind) {
      case 'start':
        return <>{props.start}</>;
      case 'older':
        return <OlderSkeleton />;
      case 'day':
        return <Divider>{dayName(row.day)}</Divider>;
      case 'unread':
        return <Divider accent>New</Divider>;
      case 'pending':
        return <PendingItem entry={row.entry} first={row.first} cast={cast} me={me} />;
      case 'message':
        return (
          <MessageItem
            message={row.message}
            first={row.first}
            cast={cast}
            queue={isWaiting(row.message) ? queue : NO_QUEUE}
            me={detail.me}
            userId={me.id}
            handlers={itemHandlers}
            editing={editing === row.message.id}
            onEditDone={doneEditing}
            current={row.message.id === currentId}
            onCurrent={setCurrent}
          />
        );
    }
  };

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label={`Messages in ${detail.title}`}
        aria-live="off"
        onScroll={follow.onScroll}
        onKeyDown={onKeyDown}
        className="h-full overflow-x-hidden overflow-y-auto [overflow-anchor:none]"
      >
        <div ref={follow.content} className="column flex min-h-full flex-col justify-end pb-4">
          <Virtualizer
            ref={list}
            scrollRef={scroller}
            shift={follow.shift}
            keepMounted={currentIndex === undefined ? [] : [currentIndex]}
            bufferSize={600}
            data={rows}
          >
            {(row) => <div key={row.key}>{draw(row)}</div>}
          </Virtualizer>
        </div>
      </div>
      {follow.away && (
        <button
          type="button"
          onClick={follow.toEnd}
          className="rise absolute bottom-3 left-1/2 inline-flex h-8 -translate-x-1/2 items-center gap-1.5 rounded-full border border-line bg-raised px-3.5 text-13 font-medium shadow-lift hover:border-line-strong touch:h-11"
        >
          <ArrowDown size={14} aria-hidden className="text-accent" />
          {unseen > 0 ? count(unseen, 'new message') : 'To the newest'}
        </button>
      )}
    </div>
  );
}

const NO_QUEUE: readonly QueueItem[] = [];
const isWaiting = ({ status }: Message) => status === 'queued' || status === 'streaming';

const countUnseen = (items: readonly Message[], seenSeq: number, userId: string) =>
  items.reduce((sum, { seq, author }) => sum + (seq > seenSeq && author.id !== userId ? 1 : 0), 0);

function Divider({ accent = false, children }: { accent?: boolean; children: ReactNode }) {
  const tone = accent ? 'text-accent' : 'text-ink-faint';
  const line = accent ? 'bg-accent opacity-50' : 'bg-line';
  return (
    <div role="separator" className={`flex items-center gap-4 px-4 pt-6 pb-1 text-12 md:px-6 ${tone}`}>
      <span className={`h-px flex-1 ${line}`} />
      <span className="font-medium">{children}</span>
      <span className={`h-px flex-1 ${line}`} />
    </div>
  );
}

/** Stands for messages that are on their way. */
export const OlderSkeleton = () => (
  <div aria-label="Loading messages" role="status" className="flex flex-col gap-6 px-4 py-6 md:px-6">
    {['w-3/5', 'w-4/5', 'w-2/5'].map((width) => (
      <div key={width} className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3">
        <span className="shimmer size-8 rounded-full bg-line" />
        <span className="flex flex-col gap-2.5 pt-1">
          <Skeleton className="w-24" />
          <Skeleton className={width} />
        </span>
      </div>
    ))}
  </div>
);
