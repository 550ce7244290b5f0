import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { weaknessOf } from './weak-keys.js';

const bytes = (byteAt: (index: number) => number): Buffer =>
  Buffer.from(Array.from({ length: 32 }, (_, i) => byteAt(i)));
const text = (words: string): Buffer => Buffer.from(words.repeat(32).slice(0, 32));

describe('A master key is refused', () => {
  it.each<[string, Buffer, RegExp]>([
    ['of zeros', bytes(() => 0), /not random/],
    ['of one byte', bytes(() => 0xff), /not random/],
    ['that counts', bytes((i) => i), /not random/],
    ['that counts down', bytes((i) => 255 - i), /not random/],
    ['of two halves alike', bytes((i) => createHash('sha256').update('x').digest()[i % 16]!), /repeats/],
    ['of eight bytes again and again', bytes((i) => [3, 141, 59, 26, 53, 58, 97, 93][i % 8]!), /repeats/],
    ['of “changeme”', text('changeme'), /not random|repeats/],
    ['of a sentence', text('the quick brown fox jumps over the lazy dog'), /text/],
    ['of hexadecimal digits', text('5f4dcc3b5aa765d61d8327deb882cf99'), /text/],
  ])('%s', (_, key, why) => {
    expect(weaknessOf(key)).toMatch(why);
  });

  it('not when it is random', () => {
    const keys = Array.from({ length: 2_000 }, (_, n) => createHash('sha256').update(String(n)).digest());
    expect(keys.map(weaknessOf).filter((fault) => fault !== null)).toEqual([]);
  });
});
