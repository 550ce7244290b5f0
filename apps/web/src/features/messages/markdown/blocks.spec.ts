import { isOpenFence, splitBlocks } from './blocks.js';

describe('splitBlocks', () => {
  it.each<[string, string[]]>([
    ['paragraphs', ['one\n\n', 'two\n\n', 'three']],
    ['a heading after a blank line', ['intro\n\n', '## head\ntext']],
    ['a fence with blank lines in it', ['before\n\n', '```ts\na\n\nb\n```\n\n', 'after']],
    ['a longer fence around a shorter one', ['````md\n```\n\nx\n```\n\n````\n\n', 'after']],
    ['a list with blank lines between its items', ['1. a\n\n2. b\n\n   more of b\n\n', 'after']],
    ['a fence inside a list item', ['- a\n\n  ```\n  x\n\n  y\n  ```\n\n', 'after']],
    ['a table', ['| a |\n| - |\n| b |\n\n', 'after']],
    ['an open fence', ['before\n\n', '```js\nlet a;\n\nlet b;']],
    ['blank lines at the start', ['\n\none\n\n', 'two']],
    ['text with reference definitions, whole', ['see [a]\n\nmore\n\n[a]: https://example.org\n']],
  ])('%s', (_what, blocks) => {
    expect(splitBlocks(blocks.join(''))).toEqual(blocks);
  });

  it('leaves finished blocks as they are, however the text grows', () => {
    const source = 'Hello *there*.\n\n- one\n- two\n\n```ts\nconst a = 1;\n\nconst b = 2;\n```\n\nThe end.\n\n> quote';
    const whole = splitBlocks(source);
    for (let length = 1; length <= source.length; length++) {
      const blocks = splitBlocks(source.slice(0, length));
      expect(blocks.join('')).toBe(source.slice(0, length));
      const finished = blocks.slice(0, -1);
      expect(finished).toEqual(whole.slice(0, finished.length));
    }
  });
});

describe('isOpenFence', () => {
  it.each<[string, boolean]>([
    ['```ts\nlet a;', true],
    ['```ts\nlet a;\n```\n', false],
    ['text', false],
    ['````\n```\n', true],
    ['~~~\nx\n~~~', false],
  ])('%j: %s', (block, open) => {
    expect(isOpenFence(block)).toBe(open);
  });
});
