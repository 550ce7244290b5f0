/**
 * Cuts Markdown into its top-level blocks, so that those that are finished need not be drawn again while an answer is
 * being written. Joined together the blocks give back the source. It only cuts where it is safe: at a blank line that
 * is not inside a fence and not followed by something that may continue the block before it. Text with reference
 * definitions stays whole, since those reach across blocks.
 */
export function splitBlocks(source: string): string[] {
  if (REFERENCE.test(source)) return [source];
  const blocks: string[] = [];
  let start = 0;
  let fence: string | undefined;
  let inList = false;
  let written = false;
  let blank = false;
  let at = 0;
  while (at < source.length) {
    const newline = source.indexOf('\n', at);
    const next = newline === -1 ? source.length : newline + 1;
    const line = source.slice(at, next);
    if (fence !== undefined) {
      if (closes(line, fence)) fence = undefined;
    } else if (line.trim() === '') {
      blank = written;
    } else {
      const continues = /^(\t| )/.test(line) || (inList && ITEM.test(line));
      if (blank && !continues) {
        blocks.push(source.slice(start, at));
        start = at;
        inList = false;
      }
      written = true;
      blank = false;
      inList ||= ITEM.test(line);
      fence = FENCE.exec(line)?.[1];
    }
    at = next;
  }
  if (start < source.length) blocks.push(source.slice(start));
  return blocks;
}

const REFERENCE = /^ {0,3}\[[^\]\n]+\]:\s/m;
const ITEM = /^ {0,3}([-*+]|\d{1,9}[.)])(\s|$)/;
const FENCE = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}(?=[^`]*$)|~{3,})/;

function closes(line: string, fence: string): boolean {
  const mark = line.trim();
  return mark.length >= fence.length && mark === fence.charAt(0).repeat(mark.length);
}

/** Whether a block is a fenced one whose end has not come yet. */
export function isOpenFence(block: string): boolean {
  const [first = '', ...rest] = block.split('\n');
  const fence = FENCE.exec(first)?.[1];
  return fence !== undefined && !rest.some((line) => closes(line, fence));
}
