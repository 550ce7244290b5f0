import { beforeAll, describe, expect, it } from '@jest/globals';
import { countTokens, loadTokenizer } from './token-count.js';

describe('Tokens', () => {
  beforeAll(() => loadTokenizer());

  it.each([
    ['', 0],
    ['hello world', 2],
    ['<|endoftext|> is text like any other', 12],
  ])('of %j are %i', (text, tokens) => {
    expect(countTokens(text)).toBe(tokens);
  });

  it('of a model that loops are counted in a moment, whatever the length', () => {
    const tokens = countTokens('a'.repeat(90_000));
    expect(tokens).toBeGreaterThan(5_000);
    expect(tokens).toBeLessThan(30_000);
    expect(countTokens('a'.repeat(1_000_000))).toBeGreaterThan(100_000);
  });
});
