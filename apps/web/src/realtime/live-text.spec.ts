import { endLive, hasGap, mergeFrame, mergeSnapshot, type Frame, type LiveText } from './live-text.js';

const frame = (offset: number, text: string, more: Partial<Frame> = {}): Frame => ({
  roomId: 'room_a',
  messageId: 'msg_1',
  generationId: 'gen_1',
  attempt: 1,
  offset,
  text,
  kind: 'text',
  ...more,
});
const snapshot = (text: string, attempt = 1) => ({
  messageId: 'msg_1',
  generationId: 'gen_1',
  attempt,
  parts: { text, thinking: '', tool: '' },
});
const merge = (frames: Frame[], from?: LiveText) =>
  frames.reduce<LiveText | undefined>((live, it) => mergeFrame(live, it), from)!;

describe('mergeFrame', () => {
  it.each<[string, Frame[], string, boolean]>([
    ['frames that join on are appended', [frame(0, 'ab'), frame(2, 'cd')], 'abcd', false],
    ['what is there already is skipped', [frame(0, 'abc'), frame(1, 'bcde')], 'abcde', false],
    ['a repeat says nothing', [frame(0, 'abc'), frame(0, 'abc')], 'abc', false],
    ['a frame beyond a gap waits', [frame(0, 'ab'), frame(4, 'ef')], 'ab', true],
    ['and is applied when the gap closes', [frame(0, 'ab'), frame(4, 'ef'), frame(2, 'cd')], 'abcdef', false],
    ['several that wait close in order', [frame(0, 'a'), frame(3, 'd'), frame(2, 'c'), frame(1, 'b')], 'abcd', false],
    ['one of two gaps closes', [frame(0, 'a'), frame(2, 'c'), frame(4, 'e'), frame(1, 'b')], 'abc', true],
    ['a higher attempt starts afresh', [frame(0, 'old'), frame(0, 'new', { attempt: 2 })], 'new', false],
    ['a lower attempt is ignored', [frame(0, 'new', { attempt: 2 }), frame(3, 'old')], 'new', false],
    ['a later generation starts afresh', [frame(0, 'old'), frame(0, 'new', { generationId: 'gen_2' })], 'new', false],
    ['offsets count UTF-16 units', [frame(0, '👋'), frame(2, '!')], '👋!', false],
    ['a first frame in the middle waits', [frame(7, 'late')], '', true],
    ['kinds are counted apart', [frame(0, 'hm', { kind: 'thinking' }), frame(0, 'yes')], 'yes', false],
  ])('%s', (_what, frames, text, gap) => {
    const live = merge(frames);
    expect(live.parts.text).toBe(text);
    expect(hasGap(live)).toBe(gap);
  });

  it('gives the same object back when nothing is new, so that nothing is painted', () => {
    const live = merge([frame(0, 'abc')]);
    expect(mergeFrame(live, frame(0, 'ab'))).toBe(live);
  });

  it('ignores what comes late of an attempt that is over, but not the next attempt', () => {
    const over = endLive({ generationId: 'gen_1', attempt: 1 });
    expect(mergeFrame(over, frame(9, 'late'))).toBe(over);
    expect(mergeFrame(over, frame(0, 'again', { attempt: 2 }))).toMatchObject({
      ended: false,
      parts: { text: 'again' },
    });
  });
});

describe('mergeSnapshot', () => {
  it.each<[string, LiveText | undefined, string, string, boolean]>([
    ['begins the text', undefined, 'abc', 'abc', false],
    ['closes a gap', merge([frame(0, 'a'), frame(4, 'ef')]), 'abcd', 'abcdef', false],
    ['that is behind takes nothing away', merge([frame(0, 'abcdef')]), 'abc', 'abcdef', false],
    ['with too little leaves the gap', merge([frame(0, 'a'), frame(4, 'ef')]), 'abc', 'abc', true],
  ])('%s', (_what, live, text, expected, gap) => {
    const merged = mergeSnapshot(live, snapshot(text));
    expect(merged.parts.text).toBe(expected);
    expect(hasGap(merged)).toBe(gap);
  });

  it('of a new attempt resets the text even when nothing is written yet', () => {
    expect(mergeSnapshot(merge([frame(0, 'old')]), snapshot('', 2))).toMatchObject({ attempt: 2, parts: { text: '' } });
  });
});
