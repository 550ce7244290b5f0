import type { Message } from '#contract';
import { message as built } from '../../realtime/testing.js';
import { buildRows, type PendingMessage } from './rows.js';

const at = (minutes: number) => new Date(2026, 10, 20, 10, minutes).toISOString();
const message = (seq: number, author: string, minutes: number, more: Partial<Message> = {}): Message =>
  built(seq, seq, { author: { id: author, name: author, type: 'user' }, createdAt: at(minutes), ...more });
const sending = (clientId: string, minutes: number): PendingMessage => ({
  clientId,
  authorId: 'me',
  createdAt: at(minutes),
});

/** `A` begins a group, `a` goes on with it; `|` is a day, `*` the unread line, `^` the start, `…` more to come. */
function sketch(items: Message[], more: { pending?: PendingMessage[]; readSeq?: number; hasBefore?: boolean } = {}) {
  const { pending = [], readSeq, hasBefore = false } = more;
  return buildRows({ items, hasBefore, pending, readSeq, userId: 'me' })
    .map((row) => {
      if (row.kind === 'message') return row.first ? row.message.author.id.toUpperCase() : row.message.author.id;
      if (row.kind === 'pending') return row.first ? 'P' : 'p';
      return { start: '^', older: '…', day: '|', unread: '*' }[row.kind];
    })
    .join(' ');
}

describe('buildRows', () => {
  it.each<[string, string, string]>([
    ['an empty room has only its start', sketch([]), '^'],
    ['more to come stands first', sketch([message(9, 'a', 0)], { hasBefore: true }), '… | A'],
    ['one author within five minutes is one group', sketch([message(1, 'a', 0), message(2, 'a', 5)]), '^ | A a'],
    ['later is a new group', sketch([message(1, 'a', 0), message(2, 'a', 6)]), '^ | A A'],
    [
      'five minutes count from the first of the group',
      sketch([message(1, 'a', 0), message(2, 'a', 4), message(3, 'a', 8)]),
      '^ | A a A',
    ],
    [
      'another author begins a group',
      sketch([message(1, 'a', 0), message(2, 'b', 0), message(3, 'a', 0)]),
      '^ | A B A',
    ],
    ['another day has a heading', sketch([message(1, 'a', 0), message(2, 'a', 24 * 60)]), '^ | A | A'],
    [
      'the unread line stands once and breaks a group',
      sketch([message(1, 'a', 0), message(2, 'a', 0), message(3, 'a', 0)], { readSeq: 1 }),
      '^ | A * A a',
    ],
    ['my own messages are not unread', sketch([message(1, 'a', 0), message(2, 'me', 0)], { readSeq: 1 }), '^ | A ME'],
    ['what is on its way stands last', sketch([message(1, 'a', 0)], { pending: [sending('c1', 1)] }), '^ | A P'],
    [
      'what has arrived is not shown twice',
      sketch([message(1, 'me', 0, { clientId: 'c1' })], { pending: [sending('c1', 0), sending('c2', 0)] }),
      '^ | ME p',
    ],
  ])('%s', (_what, drawn, expected) => {
    expect(drawn).toBe(expected);
  });

  it('keeps the key of a message from the first moment to the echo', () => {
    const input = { hasBefore: false, readSeq: undefined, userId: 'me' };
    const before = buildRows({ ...input, items: [], pending: [sending('c1', 0)] }).at(-1);
    const after = buildRows({ ...input, items: [message(1, 'me', 0, { clientId: 'c1' })], pending: [] }).at(-1);
    expect(after?.key).toBe(before?.key);
  });
});
