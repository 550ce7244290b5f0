import { expect, test } from '@jest/globals';
import { heirOf, type Participation } from './room-heir.js';

const at = (minute: number, userId: string, more: Partial<Participation> = {}): Participation => ({
  userId,
  role: 'member',
  joinedAt: new Date(minute * 60_000),
  active: true,
  serverRole: 'user',
  ...more,
});

test.each<[string, Participation[], string | null]>([
  ['nobody', [], null],
  ['a member', [at(1, 'a')], 'a'],
  ['the longest-standing member', [at(2, 'a'), at(1, 'b'), at(3, 'c')], 'b'],
  ['an admin before members', [at(1, 'a'), at(9, 'b', { role: 'admin' })], 'b'],
  ['the longest-standing admin', [at(9, 'a', { role: 'admin' }), at(8, 'b', { role: 'admin' })], 'b'],
  ['another owner before all', [at(1, 'a', { role: 'admin' }), at(9, 'b', { role: 'owner' })], 'b'],
  ['viewers only read along', [at(1, 'a', { role: 'viewer' })], null],
  ['nobody whose account is not in use', [at(1, 'a', { active: false, role: 'admin' }), at(2, 'b')], 'b'],
  ['no kid', [at(1, 'a', { serverRole: 'kid' })], null],
  ['at the same instant, the order of the ids', [at(1, 'b'), at(1, 'a')], 'a'],
])('R18 who takes over a room: %s', (_what, others, heir) => {
  expect(heirOf(others)?.userId ?? null).toBe(heir);
});
