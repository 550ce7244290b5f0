import type { ChangesPage, HistoryPage, Message } from '#contract';

/** What the page holds of one room: a stretch of its messages up to the newest, and how far it is caught up. */
export interface RoomLog {
  /** Ascending by `seq`; without holes as soon as `ahead` is empty. */
  readonly items: readonly Message[];
  readonly hasBefore: boolean;
  /** Every change up to this `rev` is in `items` (api.md, `GET /rooms/{id}/changes`). */
  readonly rev: number;
  /** Revs above `rev + 1` that came early, ascending. Not empty: something in between is missing. */
  readonly ahead: readonly number[];
}

const newestRev = (messages: readonly Message[]) => messages.reduce((rev, message) => Math.max(rev, message.rev), 0);

/** Where a message with this `seq` stands or would stand. */
function placeOf(items: readonly Message[], seq: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (items[middle]!.seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The newest page of history as a log. A room's revs are given out in commit order, so whatever is at or below the
 * greatest one seen was in the database when the page was read; later changes come as events or by catching up.
 */
export const fromHistory = (page: HistoryPage): RoomLog => ({
  items: page.items,
  hasBefore: page.hasBefore,
  rev: newestRev(page.items),
  ahead: [],
});

/** Takes messages in, each only if it is newer than the copy at hand. Gives the same log back when nothing changed. */
export function mergeMessages(log: RoomLog, incoming: readonly Message[]): RoomLog {
  let items: Message[] | undefined;
  for (const message of incoming) {
    if (message.threadId !== null) continue;
    const current = items ?? log.items;
    const first = current[0];
    if (log.hasBefore && first && message.seq < first.seq) continue;
    const place = placeOf(current, message.seq);
    const present = current[place];
    const known = present?.seq === message.seq;
    if (known && present.rev >= message.rev) continue;
    items ??= [...log.items];
    items.splice(place, known ? 1 : 0, message);
  }
  return items ? { ...log, items } : log;
}

/** Moves `rev` up to at least `reached`, and on over those that came early and now join on. */
function advance(log: RoomLog, reached: number): RoomLog {
  let rev = Math.max(log.rev, reached);
  const ahead = log.ahead.filter((early) => {
    if (early === rev + 1) rev = early;
    return early > rev;
  });
  return rev === log.rev && ahead.length === log.ahead.length ? log : { ...log, rev, ahead };
}

/** Takes one event in. A `rev` that runs ahead is remembered, and the hole before it asks for catching up. */
export function applyMessage(log: RoomLog, rev: number, message: Message): RoomLog {
  const merged = mergeMessages(log, [message]);
  if (rev <= merged.rev) return merged;
  if (rev === merged.rev + 1) return advance(merged, rev);
  if (merged.ahead.includes(rev)) return merged;
  return { ...merged, ahead: [...merged.ahead, rev].sort((a, b) => a - b) };
}

/** Takes one page of changes in. It reaches as far as it says, even where nothing of it is for this reader to see. */
export function applyChanges(log: RoomLog, page: ChangesPage): RoomLog {
  return advance(mergeMessages(log, page.items), Math.max(newestRev(page.items), page.rev));
}

/**
 * Puts an older page in front. What happened to its messages while it was on its way was passed over, since they were
 * not there yet: `rev` goes back to where it stood when the page was asked for, so that catching up brings it again.
 *
 * @param askedAtRev the log's `rev` when the page was asked for
 */
export function prependPage(log: RoomLog, page: HistoryPage, askedAtRev: number): RoomLog {
  const first = log.items[0];
  const older = first ? page.items.filter((message) => message.seq < first.seq) : page.items;
  return {
    ...log,
    items: [...older, ...log.items],
    hasBefore: page.hasBefore,
    rev: Math.min(log.rev, askedAtRev),
  };
}
