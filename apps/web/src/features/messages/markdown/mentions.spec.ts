import { rehypeMentions } from './mentions.js';

const handles = new Set(['ai', 'ana', 'first.last']);

interface Node {
  type: string;
  tagName?: string;
  value?: string;
  children?: Node[];
}

/** The text with the chips in square brackets. */
const flat = (node: Node): string =>
  node.tagName === 'span'
    ? `[${node.children?.map(flat).join('')}]`
    : (node.value ?? node.children?.map(flat).join('') ?? '');

function render(text: string, tagName = 'p'): string {
  const tree = { type: 'root', children: [{ type: 'element', tagName, children: [{ type: 'text', value: text }] }] };
  rehypeMentions((handle) => handles.has(handle))()(tree);
  return flat(tree);
}

describe('rehypeMentions', () => {
  it.each([
    ['@ai hello', '[@ai] hello'],
    ['hello @ana, and @AI!', 'hello [@ana], and [@AI]!'],
    ['ask @first.last.', 'ask [@first.last].'],
    ['@nobody is here', '@nobody is here'],
    ['mail me@ai or https://x.org/@ai', 'mail me@ai or https://x.org/@ai'],
    ['(@ana)', '([@ana])'],
    ['@aix', '@aix'],
  ])('%s', (text, expected) => {
    expect(render(text)).toBe(expected);
  });

  it.each(['code', 'a'])('leaves %s alone', (tagName) => {
    expect(render('@ai', tagName)).toBe('@ai');
  });
});
