import { describe, expect, it } from '@jest/globals';
import { keyRingOf, nextKeyName } from './key-ring.js';

const LIFE_MS = 15 * 60_000;
const at = (time: string): Date => new Date(`2026-11-25T${time}Z`);
const JUST_MADE = 'jwt-20261125t120000z';

describe('The ring of signing keys', () => {
  it.each<[string, string[], Date, { current: string; retired: string[]; ended: string[] }]>([
    ['nothing yet', [], at('12:00:00'), { current: 'jwt', retired: [], ended: [] }],
    ['the first alone', ['jwt'], at('12:00:00'), { current: 'jwt', retired: [], ended: [] }],
    ['just rotated', ['jwt', JUST_MADE], at('12:00:00'), { current: JUST_MADE, retired: ['jwt'], ended: [] }],
    [
      'while its tokens may live',
      ['jwt', JUST_MADE],
      at('12:16:59'),
      { current: JUST_MADE, retired: ['jwt'], ended: [] },
    ],
    ['when they have ended', ['jwt', JUST_MADE], at('12:17:00'), { current: JUST_MADE, retired: [], ended: ['jwt'] }],
    ['the first long gone', [JUST_MADE], at('18:00:00'), { current: JUST_MADE, retired: [], ended: [] }],
    [
      'rotated twice: the middle one ends by its own successor',
      ['jwt-20261125t121500z', 'jwt', JUST_MADE],
      at('12:20:00'),
      { current: 'jwt-20261125t121500z', retired: [JUST_MADE], ended: ['jwt'] },
    ],
    [
      'beside what is no signing key',
      ['jwt', 'jwt-of-a-friend', 'jwtx'],
      at('12:00:00'),
      { current: 'jwt', retired: [], ended: [] },
    ],
  ])('%s', (_, names, now, expected) => {
    const ring = keyRingOf(names, now, LIFE_MS);
    expect({ ...ring, retired: ring.retired.map(({ name }) => name) }).toEqual(expected);
  });

  it.each<[string, string[], string]>([
    ['by the clock', ['jwt'], JUST_MADE],
    ['after one of the same second', ['jwt', JUST_MADE], 'jwt-20261125t120001z'],
    ['after one that a clock ahead of ours has named', ['jwt-20261125t130000z'], 'jwt-20261125t130001z'],
  ])('names the next one %s', (_, names, name) => {
    expect(nextKeyName(names, at('12:00:00'))).toBe(name);
  });
});
