import { describe, expect, it } from '@jest/globals';
import type { RoomRole } from '#contract';
import { slowModeWait } from './slow-mode.js';

const now = new Date('2026-11-20T12:00:00.000Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);

describe('slow mode', () => {
  it.each<[what: string, role: RoomRole | null, seconds: number, lastSentAt: Date | null, wait: number]>([
    ['off', 'member', 0, ago(0), 0],
    ['the first message', 'member', 30, null, 0],
    ['right after another', 'member', 30, ago(0), 30],
    ['a moment later: rounded up', 'member', 30, ago(1), 30],
    ['half-way', 'member', 30, ago(14_500), 16],
    ['the last millisecond', 'member', 30, ago(29_999), 1],
    ['when the time is over', 'member', 30, ago(30_000), 0],
    ['an admin', 'admin', 30, ago(0), 0],
    ['an owner', 'owner', 30, ago(0), 0],
  ])('%s', (_what, role, slowModeSeconds, lastSentAt, wait) =>
    expect(slowModeWait({ role, slowModeSeconds, lastSentAt, now })).toBe(wait),
  );
});
