import { AppError } from './app-error.js';

/** One page of a list: the items and, when there are more, where the next one starts. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

const MARK = 'after:';

/** Where a page begins, opaque to clients. */
const cursorAfter = (key: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(MARK + key)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const refused = (): AppError =>
  new AppError('validation_failed', undefined, {
    errors: [{ path: 'cursor', message: 'Use the nextCursor of a page.' }],
  });

/**
 * The key that a cursor says to go on after; empty for no cursor: from the beginning.
 * @throws AppError validation_failed for one that we did not make
 */
export function keyOfCursor(cursor: string | undefined): string {
  if (cursor === undefined) return '';
  let text = '';
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0));
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not ours; told below.
  }
  if (!text.startsWith(MARK)) throw refused();
  return text.slice(MARK.length);
}

/** A key of two parts, for lists that are sorted by something that several items can share: that, and the id. */
export const pairKey = (sorted: string, id: string): string => JSON.stringify([sorted, id]);

/**
 * The two parts of a cursor's key; null for no cursor: from the beginning.
 * @throws AppError validation_failed for one that we did not make
 */
export function pairOfCursor(cursor: string | undefined): { sorted: string; id: string } | null {
  const key = keyOfCursor(cursor);
  if (key === '') return null;
  let parts: unknown;
  try {
    parts = JSON.parse(key);
  } catch {
    // The cursor of another list; told below.
  }
  const [sorted, id] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (typeof sorted !== 'string' || typeof id !== 'string') throw refused();
  return { sorted, id };
}

/** Makes a page of rows of which one more than `limit` was asked for. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => string,
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(present),
    nextCursor: rows.length > limit && last !== undefined ? cursorAfter(keyOf(last)) : null,
  };
}
