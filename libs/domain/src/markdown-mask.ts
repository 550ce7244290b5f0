import { hidden, maskInline } from './markdown-inline.js';

const FENCE = /^(?:`{3,}(?=[^`]*$)|~{3,})/;
const LIST_MARKER = /^(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)/;
const LINK_DEFINITION = /^\[[^\]]+\]:\s*\S/;
const THEMATIC_BREAK = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const HEADING = /^#{1,6}(?:\s|$)/;

/**
 * The text with everything hidden that nobody takes as words said to somebody: fenced, indented and inline code, lines
 * of block quotes, URLs, link targets, HTML comments, e-mail addresses and escaped characters (R36). Each of their
 * UTF-16 units becomes U+FFFC and line breaks stay: offsets and lines are those of the text.
 */
export function maskedText(text: string): string {
  const mask = new BlockMask();
  for (const line of text.split(/(?<=\n|\r(?!\n))/)) mask.read(line);
  return mask.end();
}

/** Reads lines, hides whole ones and hands paragraphs to `maskInline`. The subset of CommonMark that decides which is which. */
class BlockMask {
  private masked = '';
  private paragraph = '';
  private fence: string | null = null;
  private inComment = false;
  /** Column at which the text of the open list item stands; 0 outside of lists. */
  private listColumn = 0;

  read(line: string): void {
    const content = line.replace(/[\r\n]+$/, '');
    if (this.fence !== null) this.readFenced(line, content.trim());
    else if (this.inComment) this.readComment(line);
    else if (content.trim() === '') this.passBlank(line);
    else this.readText(line, content);
  }

  end(): string {
    this.endParagraph();
    return this.masked;
  }

  private readFenced(line: string, content: string): void {
    const fence = this.fence!;
    if (content.length >= fence.length && content === fence[0]!.repeat(content.length)) this.fence = null;
    this.hide(line);
  }

  private readComment(line: string): void {
    const end = line.indexOf('-->') + 3;
    if (end < 3) return this.hide(line);
    this.inComment = false;
    this.hide(line.slice(0, end));
    this.passAlone(line.slice(end));
  }

  private readText(line: string, content: string): void {
    const continues = this.paragraph !== '';
    const { rest, column, base, isItem } = lineStart(content, this.listColumn);
    if (isItem) this.listColumn = base;
    else if (column < this.listColumn && !continues) this.listColumn = 0;

    const isIndentedCode = column - base >= 4 && (isItem || !continues);
    const fence = FENCE.exec(rest)?.[0] ?? null;
    const opensComment = rest.startsWith('<!--') && !rest.includes('-->');
    if (isIndentedCode || rest.startsWith('>') || LINK_DEFINITION.test(rest)) this.hide(line);
    else if (fence !== null || opensComment) {
      this.fence = fence;
      this.inComment = opensComment;
      this.hide(line);
    } else if (HEADING.test(rest) || THEMATIC_BREAK.test(rest)) this.passAlone(line);
    else {
      if (isItem) this.endParagraph();
      this.paragraph += line;
    }
  }

  private passBlank(line: string): void {
    this.endParagraph();
    this.masked += line;
  }

  private passAlone(line: string): void {
    this.endParagraph();
    this.masked += maskInline(line);
  }

  private hide(line: string): void {
    this.endParagraph();
    this.masked += hidden(line);
  }

  private endParagraph(): void {
    if (this.paragraph === '') return;
    this.masked += maskInline(this.paragraph);
    this.paragraph = '';
  }
}

/** Where the words of a line begin: behind its indentation and its list markers. Columns count a tab up to the next multiple of four. */
function lineStart(content: string, listColumn: number) {
  let { column, rest } = skipBlanks(content, 0);
  let base = column >= listColumn ? listColumn : 0;
  let isItem = false;
  const isBreak = THEMATIC_BREAK.test(rest);
  while (column - base < 4 && !isBreak) {
    const marker = LIST_MARKER.exec(rest)?.[0];
    if (marker === undefined) break;
    isItem = true;
    base = column + marker.length + 1;
    ({ column, rest } = skipBlanks(rest.slice(marker.length), column + marker.length));
    if (column - base < 4) base = Math.max(base, column);
  }
  return { rest, column, base, isItem };
}

function skipBlanks(text: string, from: number): { column: number; rest: string } {
  let column = from;
  let at = 0;
  for (; text[at] === ' ' || text[at] === '\t'; at++) column += text[at] === '\t' ? 4 - (column % 4) : 1;
  return { column, rest: text.slice(at) };
}
