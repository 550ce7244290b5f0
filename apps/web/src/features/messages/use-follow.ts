import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { PendingMessage, Row } from './rows.js';

interface FollowInput {
  scroller: RefObject<HTMLDivElement | null>;
  list: RefObject<VirtualizerHandle | null>;
  rows: readonly Row<PendingMessage>[];
  lastSeq: number;
  /** How many messages of mine are on their way; one more takes the reader to the end. */
  ownPending: number;
  onOlder(): void;
  onReading(reading: boolean): void;
}

const NEAR_END_PX = 40;
const NEAR_START_PX = 800;

const firstSeqOf = (rows: readonly Row<PendingMessage>[]) => {
  for (const row of rows) if (row.kind === 'message') return row.message.seq;
  return undefined;
};

/**
 * Keeps the end of the list in view for a reader who is there, and leaves everybody else where they are. Growing
 * content moves the view only while it follows; following ends when the view goes up although nothing changed size.
 */
export function useFollow({ scroller, list, rows, lastSeq, ownPending, onOlder, onReading }: FollowInput) {
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const seen = useRef({ top: 0, height: 0, view: 0 });
  const [away, setAway] = useState(false);
  const [seenSeq, setSeenSeq] = useState<number>();
  const latest = useRef(lastSeq);
  useLayoutEffect(() => {
    latest.current = lastSeq;
  }, [lastSeq]);

  // Older messages came in front: the list keeps its place counted from the end in exactly this drawing.
  const firstSeq = firstSeqOf(rows);
  const drawnFirst = useRef(firstSeq);
  const shift = drawnFirst.current !== undefined && firstSeq !== undefined && firstSeq < drawnFirst.current;
  useLayoutEffect(() => {
    drawnFirst.current = firstSeq;
  }, [firstSeq]);

  const setFollowing = useCallback(
    (next: boolean) => {
      const changed = following.current !== next;
      following.current = next;
      setAway(!next);
      setSeenSeq(next ? undefined : (before) => before ?? latest.current);
      if (changed) onReading(next);
    },
    [onReading],
  );

  const note = useCallback(() => {
    const element = scroller.current;
    if (element) seen.current = { top: element.scrollTop, height: element.scrollHeight, view: element.clientHeight };
  }, [scroller]);

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    note();
    setFollowing(true);
  }, [scroller, note, setFollowing]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const before = seen.current;
    const sameSize = scrollHeight === before.height && clientHeight === before.view;
    if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) setFollowing(true);
    else if (!following.current || (sameSize && scrollTop < before.top)) setFollowing(false);
    note();
    if (scrollTop < NEAR_START_PX && rows[0]?.kind === 'older') onOlder();
  }, [scroller, rows, note, setFollowing, onOlder]);

  // Whatever grows — a message, an answer, the field below — the end stays in view for the one who follows.
  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return;
    const observer = new ResizeObserver(() => {
      if (following.current) element.scrollTop = element.scrollHeight;
      note();
    });
    observer.observe(element);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [scroller, note]);

  // Opening: at the end, or where the unread begins if that is further up than a view.
  const opened = useRef(false);
  useLayoutEffect(() => {
    if (opened.current) return;
    opened.current = true;
    const unread = rows.findIndex((row) => row.kind === 'unread');
    if (unread >= 0 && rows.length - unread > 12) {
      setFollowing(false);
      list.current?.scrollToIndex(unread, { align: 'start' });
    } else {
      toEnd();
      onReading(true);
    }
  }, [rows, list, toEnd, setFollowing, onReading]);

  // Who writes wants to see what they wrote.
  const pendingBefore = useRef(ownPending);
  useLayoutEffect(() => {
    if (ownPending > pendingBefore.current) toEnd();
    pendingBefore.current = ownPending;
  }, [ownPending, toEnd]);

  return { content, onScroll, toEnd, shift, away, seenSeq };
}
