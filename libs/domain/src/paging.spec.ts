import { describe, expect, it } from '@jest/globals';
import { keyOfCursor, pageOf, pairKey, pairOfCursor } from './paging.js';

const cursorOf = (key: string): string => pageOf([key, 'one more'], 1, (row) => row, String).nextCursor!;

describe('cursors', () => {
  it.each(['usr_1', 'Ärger', '田中さん 🐙', '"', ''])('give their key back: %j', (key) => {
    const cursor = cursorOf(key);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(keyOfCursor(cursor)).toBe(key);
  });

  it('carry pairs, and none at the beginning', () => {
    expect(pairOfCursor(cursorOf(pairKey('Ärger', 'usr_1')))).toEqual({ sorted: 'Ärger', id: 'usr_1' });
    expect(pairOfCursor(undefined)).toBeNull();
  });

  it('of others are refused', () => {
    expect(() => keyOfCursor('made-up')).toThrow('not valid');
    for (const key of ['usr_1', '[1,2]', '["a"]', '{}', 'null']) {
      expect(() => pairOfCursor(cursorOf(key))).toThrow('not valid');
    }
  });

  it('are not given for the last page', () => expect(pageOf(['a'], 1, String, String).nextCursor).toBeNull());
});
