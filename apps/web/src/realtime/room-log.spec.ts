import type { Message } from '#contract';
import { applyChanges, applyMessage, fromHistory, prependPage } from './room-log.js';
import { message } from './testing.js';

const page = (items: Message[], hasBefore = false) => ({ items, hasBefore, hasAfter: false });
const seqs = (log: { items: readonly Message[] }) => log.items.map(({ seq }) => seq);

describe('room log', () => {
  it('knows from history alone how far it is caught up', () => {
    expect(fromHistory(page([message(1, 9), message(2, 5)]))).toMatchObject({ rev: 9, ahead: [] });
    expect(fromHistory(page([]))).toMatchObject({ rev: 0 });
  });

  it('takes changes in page by page, each as far as it says, which may be past its messages', () => {
    let log = fromHistory(page([message(1, 1)]));
    log = applyChanges(log, { items: [message(2, 4)], rev: 5, more: true });
    expect(log.rev).toBe(5);
    log = applyChanges(log, { items: [message(1, 7)], rev: 9, more: false });
    expect(log.rev).toBe(9);
    expect(seqs(log)).toEqual([1, 2]);
  });

  it('closes a hole by a page of changes and goes on with what came early', () => {
    let log = fromHistory(page([message(1, 1)]));
    log = applyMessage(log, 4, message(4, 4));
    log = applyMessage(log, 6, message(6, 6));
    log = applyChanges(log, { items: [message(2, 2), message(3, 3)], rev: 3, more: false });
    expect(log).toMatchObject({ rev: 4, ahead: [6] });
    log = applyMessage(log, 5, message(5, 5));
    expect(log).toMatchObject({ rev: 6, ahead: [] });
    expect(seqs(log)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('puts an older page in front without doubling, and asks again for what changed meanwhile', () => {
    const start = fromHistory(page([message(3, 3), message(4, 4)], true));
    // Message 1 is edited while the page is on its way, too early to be seen and too late to be in the page.
    const meanwhile = applyMessage(start, 5, message(1, 5, { content: 'edited' }));
    const log = prependPage(meanwhile, page([message(1, 1), message(2, 2), message(3, 3)]), start.rev);
    expect(seqs(log)).toEqual([1, 2, 3, 4]);
    expect(log).toMatchObject({ rev: 4, hasBefore: false });
    const caughtUp = applyChanges(log, { items: [message(1, 5, { content: 'edited' })], rev: 5, more: false });
    expect(caughtUp.items[0]?.content).toBe('edited');
  });
});
