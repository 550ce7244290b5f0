import { describe, expect, it } from '@jest/globals';
import { idleSeconds } from './sessions.js';

const WEEK = 7 * 86_400;

describe('A session without use ends', () => {
  it.each<[string, number, number | null, number]>([
    ['after the time of the server', WEEK, null, WEEK],
    ['after the person’s own time', WEEK, 60, 3600],
    ['never later than the server says', 3600, 24 * 60, 3600],
    ['never before an access token can be renewed', WEEK, 5, 960],
    ['also where the server says less', 60, null, 960],
  ])('%s', (_, server, ownMinutes, seconds) => {
    expect(idleSeconds({ server, ownMinutes, accessToken: 900 })).toBe(seconds);
  });
});
