/** Stands for each UTF-16 unit that was hidden; no letter, so words end at it, and no space, so lines don't begin behind it. */
export const FILLER = '\uFFFC';

const ESCAPE = /\\[!-/:-@[-`{-~]/y;
const COMMENT_START = '<!--';
const COMMENT_END = '-->';
/** `](target "title")`, where the target may hold one level of parentheses. */
const LINK_TARGET =
  /\]\([ \t]*(?![ \t])(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/y;
/** With a scheme, with `www.`, or a host name with a path; ends at white space and at East Asian punctuation. */
const URL =
  /(?<![a-z0-9+.-])(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|www\.|(?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?\/)[^\s<\u3000-\u303f\uff00-\uffef]*/gi;
const EMAIL =
  /(?<![\p{Script=Latin}\p{N}._%+'-])[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}._%+'-]*(?<!\.)@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/** The same length and lines, nothing to read. */
export const hidden = (text: string): string => text.replace(/[^\r\n]/g, FILLER);

/** Hides what is no prose within one paragraph of Markdown; see `maskedText`. Linear in the length of the text. */
export function maskInline(paragraph: string): string {
  return maskSpans(paragraph).replace(URL, hidden).replace(EMAIL, hidden);
}

function maskSpans(text: string): string {
  const lastRun = lastBacktickRuns(text);
  const lastCommentEnd = text.lastIndexOf(COMMENT_END);
  let masked = '';
  let at = 0;
  const pass = (end: number, hide: boolean) => {
    masked += hide ? hidden(text.slice(at, end)) : text.slice(at, end);
    at = end;
  };

  while (at < text.length) {
    const character = text[at];
    if (character === '\\') {
      const end = endOfMatch(ESCAPE, text, at);
      pass(end ?? at + 1, end !== null);
    } else if (character === '`') {
      const length = runLength(text, at);
      const closed = (lastRun.get(length) ?? -1) > at;
      pass(closed ? endOfCode(text, at + length, length) : at + length, closed);
    } else if (character === '<' && text.startsWith(COMMENT_START, at) && lastCommentEnd > at) {
      pass(text.indexOf(COMMENT_END, at + COMMENT_START.length - 2) + COMMENT_END.length, true);
    } else if (character === ']') {
      const end = endOfMatch(LINK_TARGET, text, at);
      pass(end ?? at + 1, end !== null);
    } else pass(at + 1, false);
  }
  return masked;
}

function endOfMatch(sticky: RegExp, text: string, at: number): number | null {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : null;
}

function runLength(text: string, at: number): number {
  let end = at;
  while (text[end] === '`') end++;
  return end - at;
}

/** Where the last run of each length of backticks begins: a code span is only looked for where one can end. */
function lastBacktickRuns(text: string): Map<number, number> {
  return new Map([...text.matchAll(/`+/g)].map((run) => [run[0].length, run.index]));
}

function endOfCode(text: string, from: number, length: number): number {
  let at = text.indexOf('`', from);
  for (let run = runLength(text, at); run !== length; run = runLength(text, at)) at = text.indexOf('`', at + run);
  return at + length;
}
