import type { Message } from '#contract';
import { dayOf } from '../../lib/dates.js';

/** A message that is on its way, as far as the list needs to know it. */
export interface PendingMessage {
  readonly clientId: string;
  readonly authorId: string;
  readonly createdAt: string;
}

/** One line of the message list. `first`: it begins a group and shows its author. */
export type Row<P extends PendingMessage = PendingMessage> =
  | { kind: 'start'; key: string }
  | { kind: 'older'; key: string }
  | { kind: 'day'; key: string; day: number }
  | { kind: 'unread'; key: string }
  | { kind: 'message'; key: string; message: Message; first: boolean }
  | { kind: 'pending'; key: string; entry: P; first: boolean };

interface RowInput<P extends PendingMessage> {
  readonly items: readonly Message[];
  readonly hasBefore: boolean;
  readonly pending: readonly P[];
  /** The read mark at the time when the room was opened. */
  readonly readSeq: number | undefined;
  readonly userId: string;
}

const GROUP_MS = 5 * 60_000;

/** My own messages keep one key from the first moment to the echo, so that nothing blinks. */
const ownKey = (clientId: string) => `own-${clientId}`;

/**
 * The lines of a room: messages grouped by author within five minutes, a heading per day, and one line where the
 * unread begins. What is on its way stands at the end until the server's copy of it (same `clientId`) is there.
 */
export function buildRows<P extends PendingMessage>(input: RowInput<P>): Row<P>[] {
  const { items, hasBefore, pending, readSeq, userId } = input;
  const rows: Row<P>[] = [hasBefore ? { kind: 'older', key: 'older' } : { kind: 'start', key: 'start' }];
  let day: number | undefined;
  let unreadShown = readSeq === undefined;
  let group: { author: string; at: number } | undefined;

  const head = (createdAt: string) => {
    const its = dayOf(createdAt);
    if (its === day) return;
    day = its;
    group = undefined;
    rows.push({ kind: 'day', key: `day-${its}`, day: its });
  };
  const begins = (author: string, createdAt: string) => {
    const at = new Date(createdAt).getTime();
    const first = group?.author !== author || at - group.at > GROUP_MS;
    group = { author, at: first || !group ? at : group.at };
    return first;
  };

  const arrived = new Set<string>();
  for (const message of items) {
    head(message.createdAt);
    if (!unreadShown && message.seq > readSeq! && message.author.id !== userId) {
      unreadShown = true;
      group = undefined;
      rows.push({ kind: 'unread', key: 'unread' });
    }
    const own = message.author.id === userId && message.clientId !== null;
    if (own) arrived.add(message.clientId!);
    const first = message.author.type === 'system' ? true : begins(message.author.id, message.createdAt);
    if (message.author.type === 'system') group = undefined;
    rows.push({ kind: 'message', key: own ? ownKey(message.clientId!) : message.id, message, first });
  }
  for (const entry of pending) {
    if (arrived.has(entry.clientId)) continue;
    head(entry.createdAt);
    rows.push({ kind: 'pending', key: ownKey(entry.clientId), entry, first: begins(entry.authorId, entry.createdAt) });
  }
  return rows;
}
