import { describe, expect, it } from '@jest/globals';
import { ID_PREFIXES, type IdKind } from '#contract';
import { ID_LENGTH } from '../db/index.js';
import { newId, timeOfId } from './index.js';

const kinds = Object.keys(ID_PREFIXES) as IdKind[];

describe('newId', () => {
  it.each(kinds)('makes ids of a %s that fit their column', (kind) => {
    const id = newId(kind);
    expect(id).toMatch(new RegExp(`^${ID_PREFIXES[kind]}_[0-9a-hjkmnp-tv-z]{26}$`));
    expect(id.length).toBeLessThanOrEqual(ID_LENGTH);
  });

  it('keeps the time in it', () => {
    const before = Date.now();
    const made = timeOfId(newId('file')).getTime();
    expect(made).toBeGreaterThanOrEqual(before);
    expect(made).toBeLessThanOrEqual(Date.now());
  });

  it('makes each id once', () => {
    const [kind] = kinds as [IdKind];
    expect(new Set(Array.from({ length: 10_000 }, () => newId(kind))).size).toBe(10_000);
  });
});
