import { describe, expect, it } from '@jest/globals';
import { htmlOf } from './letter.js';

const HERE = 'https://chat.example';

describe('The HTML part of a mail', () => {
  it.each([
    ['paragraphs and lines', 'one\ntwo\n\nthree\n', '<p>one<br>two</p>\n<p>three</p>'],
    ['a link of ours', `${HERE}/reset#token=x`, `<p><a href="${HERE}/reset#token=x">${HERE}/reset#token=x</a></p>`],
    ['no link to elsewhere', 'https://evil.example/x', '<p>https://evil.example/x</p>'],
    ['none to a host that begins as ours', `${HERE}.evil/x`, `<p>${HERE}.evil/x</p>`],
    ['no HTML of people', 'Hi <img src=x onerror="a()">', '<p>Hi &lt;img src=x onerror=&quot;a()&quot;&gt;</p>'],
    [
      'nor in links',
      `${HERE}/"><script>`,
      `<p><a href="${HERE}/&quot;&gt;&lt;script&gt;">${HERE}/&quot;&gt;&lt;script&gt;</a></p>`,
    ],
    ['entities as they were typed', '&lt;b&gt; it’s', '<p>&amp;lt;b&amp;gt; it’s</p>'],
  ])('%s', (_, text, html) => {
    expect(htmlOf(text, HERE)).toBe(html);
  });
});
