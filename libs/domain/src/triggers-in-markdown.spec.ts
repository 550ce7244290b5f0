import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calledAssistants } from './triggers.js';

const assistant = (handle: string, name: string) => ({ id: handle, handle, name, replyMode: 'mention' as const });
const room = [
  assistant('ai', 'Ai'),
  assistant('claude', 'Claude'),
  assistant('research', 'Research Bot'),
  assistant('ai.pro', 'Ai Pro'),
];

const calls = (text: string) => calledAssistants({ text, assistants: room });

describe('what is not said to anybody', () => {
  it.each<[string, string]>([
    ['inline code', 'see `@ai` there'],
    ['inline code, two backticks', 'see ``x ` @ai`` there'],
    ['inline code over a line break', 'see `x\n@ai y` there'],
    ['a fence', '```\n@ai\nhey ai\n```'],
    ['a fence with a language', '```ts\n@ai\n```'],
    ['a fence of tildes', '~~~\n@ai\n```\n@ai\n~~~'],
    ['a longer fence', '````\n```\n@ai\n````'],
    ['an open fence', 'text\n```\n@ai'],
    ['a fence in a list', '- item\n  ```\n  @ai\n  ```'],
    ['indented code', 'text:\n\n    @ai\n    hey ai'],
    ['code by a tab', '\t@ai'],
    ['indented code in a list', '- item\n\n      @ai'],
    ['a quote', '> @ai'],
    ['a quote without a space', '>hey ai'],
    ['a quote in a quote', '> > ai: x'],
    ['an indented quote', '   > @ai'],
    ['a quote in a list', '- > @ai'],
    ['a fence in a quote', '> ```\n> @ai\n> ```'],
    ['a URL', 'https://example.com/@ai'],
    ['a URL with a query', 'http://x.test/?q=@ai&r=(@bot)'],
    ['a URL in angle brackets', '<https://x.test/@ai>'],
    ['a URL without a scheme', 'www.example.com/@ai'],
    ['a host with a path', 'github.com/@ai'],
    ['another scheme', 'ssh://git@ai/repo'],
    ['a link target', '[text](/users/@ai)'],
    ['a link title', '[text](/users "@ai")'],
    ['a link target in angle brackets', '[text](</a b/@ai>)'],
    ['a link definition', '[text]: /users/@ai'],
    ['an HTML comment', 'x <!-- @ai --> y'],
    ['an HTML comment over lines', '<!--\n\nhey ai\n@ai\n-->'],
    ['an open HTML comment', '<!--\n@ai'],
    ['an e-mail address', 'joe@ai.com'],
    ['an e-mail address with a tag', 'joe+@ai.example.org'],
    ['an e-mail address that ends in a sign', 'joe-@ai.pro'],
    ['mailto', 'mailto:joe@ai.com'],
    ['an e-mail address behind hey', 'hey ai@x.org'],
    ['an escaped @', '\\@ai'],
    ['an escaped @ in a sentence', 'write \\@bot to call'],
  ])('%s', (_what, text) => expect(calls(text)).toEqual([]));

  it.each<[string, string]>([
    ['behind inline code', '`x` @ai'],
    ['beside a lone backtick', 'it`s @ai'],
    ['between backticks of other lengths', '`` @ai `'],
    ['between backticks of two list items', '- a`\n- @ai`'],
    ['between backticks of two paragraphs', 'a`\n\n@ai`'],
    ['behind an escaped backtick', '\\`@ai`'],
    ['behind a fence', '```\nx\n```\n@ai'],
    ['behind a fence that has a backtick in its line', '``` x`y\n@ai'],
    ['below a quote', '> quoted\n@ai what about this?'],
    ['a continued paragraph', 'text\n    @ai'],
    ['behind indented code', '    x\n@ai'],
    ['a nested list', '- a\n    - @ai'],
    ['the second paragraph of an item', '1. a\n\n   @ai'],
    ['behind a list', '- a\n\n@ai'],
    ['behind a URL', 'https://x.test/a @ai'],
    ['behind a URL and a Chinese stop', 'https://x.test/a。@ai'],
    ['behind a comment', '<!-- x --> @ai'],
    ['behind a comment over lines', '<!--\nx\n--> @ai'],
    ['beside an open comment', 'x <!-- @ai'],
    ['behind a link', '[x](y) @ai'],
    ['in brackets without a target', '[x] (@ai)'],
    ['behind an e-mail address', 'joe@x.org @ai'],
    ['a face is a sad one', 'a < b @ai'],
    ['after a greater-than sign', 'a > @ai'],
  ])('%s: called', (_what, text) => expect(calls(text)).toEqual(['ai']));
});

describe('any text', () => {
  it('calls only assistants of the room, each once', () => {
    const pieces = fc.constantFrom(
      '@',
      'ai',
      'hey ',
      'claude',
      ': ',
      '`',
      '```',
      '\n',
      '> ',
      '    ',
      '<!--',
      '-->',
      '](',
      ')',
      '\\',
      'http://',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme' }))), (parts) => {
        const called = calls(parts.join(''));
        expect(new Set(called).size).toBe(called.length);
        expect(room.map(({ id }) => id)).toEqual(expect.arrayContaining(called));
      }),
    );
  });

  const pieces = [
    '@',
    '`',
    '``` ',
    '](',
    '<!--',
    'a.',
    'a@',
    '_',
    '@_',
    '\\',
    'hey ',
    'ai ',
    '"',
    '@ai.',
    '<a b="',
    '[',
    ' ',
    '\t',
    '\n',
  ];
  const markers = ['- ', '> ', '1) ', '* ', '#', '- `', '](<', ']("', 'research '];
  it.each([...pieces, ...markers])('reads 100,000 characters of %j in no time to speak of', (piece) => {
    const many = piece.repeat(Math.ceil(100_000 / piece.length));
    const start = performance.now();
    for (const text of [many, `x${many}`, `${many}x`, `](${many}x`, `\`${many}\n\`\`x`, `hey ${many}x`]) calls(text);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
