import { AppError } from './app-error.js';

/** One page of a list: the items and, when there are more, where the next one starts. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

const MARK = 'after:';

/** Where a page begins, opaque to clients. */
const cursorAfter = (key: string): string =>
  btoa(MARK + key)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/**
 * The key that a cursor says to go on after; empty for no cursor: from the beginning.
 * @throws AppError validation_failed for one that we did not make
 */
export function keyOfCursor(cursor: string | undefined): string {
  if (cursor === undefined) return '';
  let text = '';
  try {
    text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    // Not ours; told below.
  }
  if (!text.startsWith(MARK)) {
    throw new AppError('validation_failed', undefined, {
      errors: [{ path: 'cursor', message: 'Use the nextCursor of a page.' }],
    });
  }
  return text.slice(MARK.length);
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
