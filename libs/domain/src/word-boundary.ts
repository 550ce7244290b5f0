/**
 * Letters of scripts that put spaces between words, digits and marks. Letters of the others don't join a neighbour of
 * another script: `@aiこれは` calls `ai` (UAX #29; Hangul too, since particles follow a name without a space).
 */
const WORD = String.raw`[[\p{L}\p{N}\p{M}]--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]]`;

const ENDS_LIKE_A_HANDLE = new RegExp(String.raw`(?:${WORD}|[._\-])$`, 'v');
const KATAKANA = String.raw`[\p{L}&&\p{scx=Kana}]`;
const ENDS_IN_KATAKANA = new RegExp(`${KATAKANA}$`, 'v');
const ENDS_IN_HANGUL = /\p{scx=Hang}$/v;

/**
 * Pattern of what may not follow a label, so that it stands there as a whole word: no letter that joins, nor one behind
 * `.`, `-` or `_` (`ai.pro`, `ai-sdk`, but the end of a sentence is none), nor a path or an address (`ai/core`, `ai@x`).
 */
function wordEnd(label: string): string {
  if (ENDS_LIKE_A_HANDLE.test(label)) return String.raw`(?!(?:(?!\.\.|--)[._\-]*|\/)${WORD}|@)`;
  if (ENDS_IN_KATAKANA.test(label)) return `(?!${KATAKANA})`;
  if (ENDS_IN_HANGUL.test(label)) return String.raw`(?!\p{scx=Hang})`;
  return '';
}

/** Pattern of the place where an `@` begins a mention: not behind a letter that joins, as in an e-mail address. */
export const MENTION_START = String.raw`(?<!(?:${WORD}|@)_*)@`;

/** Labels as one pattern, the longest first, each only as a whole word; white space in them may be any but a line break. */
export function anyOf(labels: Iterable<string>): string {
  return [...labels]
    .toSorted((a, b) => b.length - a.length)
    .map((label) => literal(label) + wordEnd(label))
    .join('|');
}

function literal(text: string): string {
  const escaped = (word: string) => word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  return text
    .split(/\s+/)
    .map(escaped)
    .join(String.raw`[^\S\r\n]+`);
}
