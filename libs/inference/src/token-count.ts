type Count = (text: string) => number;

/** Rough while the tokenizer is not loaded: English has about four characters to a token, many scripts one. */
const estimate: Count = (text) => Math.ceil(Buffer.byteLength(text) / 3.5);

/** Messages are counted again for every answer that sees them; their counts are kept, the oldest dropped. */
const KEPT = 5_000;
const kept = new Map<string, number>();

/** The tokenizer's time grows with the square of an unbroken run of letters: longer texts are estimated, … */
const EXACT_LENGTH = 100_000;
/** … others counted in slices, at the price of a token here and there. */
const SLICE_LENGTH = 1_000;

const slicesOf = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / SLICE_LENGTH) }, (_, index) =>
    text.slice(index * SLICE_LENGTH, (index + 1) * SLICE_LENGTH),
  );

let count: Count = estimate;

/** Tokens of `text` by the o200k vocabulary: exact for OpenAI's models, an estimate for others. */
export function countTokens(text: string): number {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const tokens = count(text);
  if (text.length > EXACT_LENGTH) return tokens;
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
  kept.set(text, tokens);
  return tokens;
}

/** Loads the tokenizer's vocabulary, which takes a moment and some memory; only the workers need it. */
export async function loadTokenizer(): Promise<void> {
  const tokenizer = await import('gpt-tokenizer');
  const exact: Count = (text) => tokenizer.countTokens(text, { disallowedSpecial: new Set() });
  count = (text) =>
    text.length > EXACT_LENGTH ? estimate(text) : slicesOf(text).reduce((sum, slice) => sum + exact(slice), 0);
  kept.clear();
}
