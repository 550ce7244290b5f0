import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskedText } from './markdown-mask.js';

/** The mask with its filler made readable. */
const shown = (text: string) => maskedText(text).replaceAll('\uFFFC', '~');

describe('maskedText', () => {
  it.each<[string, string]>([
    ['plain text stays', 'plain text stays'],
    ['a `b` c', 'a ~~~ c'],
    ['a `😀` c', 'a ~~~~ c'],
    ['```js\nx\n```\ny', '~~~~~\n~\n~~~\ny'],
    ['> q\r\na', '~~~\r\na'],
    ['[text](target "title") on', '[text~~~~~~~~~~~~~~~~~ on'],
    ['see https://a.b/c?d=(e), on', 'see ~~~~~~~~~~~~~~~~~~~~ on'],
    ['mail a@b.cd on', 'mail ~~~~~~ on'],
    ['\\*a\\* \\n', '~~a~~ \\n'],
    ['a <!-- b --> c', 'a ~~~~~~~~~~ c'],
    ['- a\n\n      code\n\n  text', '- a\n\n~~~~~~~~~~\n\n  text'],
    ['-     code', '~~~~~~~~~~'],
    ['---\n    code', '---\n~~~~~~~~'],
    ['# head\n    code', '# head\n~~~~~~~~'],
  ])('%j → %j', (text, masked) => expect(shown(text)).toBe(masked));

  it('keeps every offset, every line break and what it does not hide', () => {
    const piece = fc.constantFrom(
      '`',
      '```',
      '~~~',
      '\n',
      '\r\n',
      '\r',
      '> ',
      '- ',
      '    ',
      '\t',
      '<!--',
      '-->',
      '[a](',
      ')',
      '\\',
      'a@b.c',
      'http://',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (parts) => {
        const text = parts.join('');
        const masked = maskedText(text);
        expect(masked.length).toBe(text.length);
        const changed = text.split('').filter((unit, at) => masked[at] !== unit);
        const fillers = masked.split('').filter((unit, at) => unit !== text[at]);
        expect(new Set(fillers)).toEqual(new Set(fillers.length === 0 ? [] : ['\uFFFC']));
        expect(changed.filter((unit) => unit === '\n' || unit === '\r')).toEqual([]);
      }),
    );
  });
});
