const MAX_PERIOD = 16;
const MIN_DISTINCT = 8;

const repeats = (key: Buffer, period: number): boolean =>
  key.every((byte, index) => index < period || byte === key[index - period]);

/** Every byte as far from the one before: 0 1 2 3 …, or all the same. */
const counts = (key: Buffer): boolean =>
  key.every((byte, index) => index < 2 || ((byte - key[index - 1]!) & 255) === ((key[1]! - key[0]!) & 255));

/**
 * Why 32 bytes are no secret, although they are long enough; null when nothing speaks against them. Random ones are
 * refused about once in 10¹³ (all of them happen to be printable).
 */
export function weaknessOf(key: Buffer): string | null {
  if (new Set(key).size < MIN_DISTINCT || counts(key)) return 'is not random';
  if (Array.from({ length: MAX_PERIOD }, (_, index) => index + 1).some((period) => repeats(key, period)))
    return 'repeats itself, so it is not random';
  if (key.every((byte) => byte >= 0x20 && byte < 0x7f)) return 'is a text, so it is not random';
  return null;
}
