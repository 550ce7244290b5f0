import type { ByteRange } from './storage.js';

const MAX_KEY_LENGTH = 200;

/**
 * Gives the key back when it fits the grammar of `Storage` and means the same file on a disk and in a bucket: no empty
 * part, and none that is only a dot.
 * @throws Error for any other: keys are made by the server, so this is a mistake in the code, or an attack
 */
export function checkedKey(key: string): string {
  const parts = key.split('/');
  if (!isPlain(key) || parts.includes('') || parts.includes('.')) throw new Error(`Bad storage key: ${brief(key)}`);
  return key;
}

/** As `checkedKey`, for the beginning of keys: empty, or cut anywhere. */
export function checkedPrefix(prefix: string): string {
  const parts = prefix.split('/');
  const bad = parts.slice(0, -1).some((part) => part === '' || part === '.');
  if (prefix !== '' && (!isPlain(prefix) || bad)) throw new Error(`Bad storage prefix: ${brief(prefix)}`);
  return prefix;
}

/**
 * Gives the range back when it starts at or after the first byte and does not end before its start.
 * @throws RangeError
 */
export function checkedRange(range: ByteRange): ByteRange {
  const { start, end } = range;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) throw outside(range);
  return range;
}

/** The error for a range that holds no byte of the object. */
export const outside = ({ start, end }: ByteRange): RangeError => new RangeError(`No bytes ${start} to ${end}`);

const isPlain = (text: string): boolean =>
  text.length <= MAX_KEY_LENGTH && /^[a-z0-9/_.-]+$/.test(text) && !text.includes('..');

const brief = (text: string): string => JSON.stringify(text.slice(0, MAX_KEY_LENGTH));
