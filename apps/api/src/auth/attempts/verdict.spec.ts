import { describe, expect, it } from '@jest/globals';
import { verdict, type Try, type Verdict } from './verdict.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const bucket = { key: 'here', limit: 3 };

const tried = (secondsAgo: number, underWay: boolean, key = 'here'): Try => ({
  bucket: key,
  at: new Date(NOW.getTime() - secondsAgo * 1000),
  underWay,
});
const failed = (...ages: number[]): Try[] => ages.map((age) => tried(age, false));
const running = (...ages: number[]): Try[] => ages.map((age) => tried(age, true));

describe('R9 whether one more try may be checked, of three in fifteen minutes', () => {
  it.each<[string, Try[], Verdict]>([
    ['it is the first', running(0), 'free'],
    ['two have failed', [...failed(10, 20), ...running(0)], 'free'],
    ['three have failed', [...failed(10, 20, 40), ...running(0)], { retryAfterSeconds: 860 }],
    ['more have failed than may', [...failed(10, 20, 40, 600), ...running(0)], { retryAfterSeconds: 860 }],
    ['one of three is out of the window', [...failed(10, 20, 900), ...running(0)], 'free'],
    ['one leaves the window this instant', [...failed(10, 20, 899.9), ...running(0)], { retryAfterSeconds: 1 }],
    ['three are under way, with it', running(0, 1, 1), 'free'],
    ['four are under way, with it', running(0, 1, 1, 1), 'busy'],
    ['two have failed and two are under way', [...failed(10, 20), ...running(0, 1)], 'busy'],
    ['three have failed and others are under way', [...failed(5, 5, 5), ...running(0, 1)], { retryAfterSeconds: 895 }],
    ['checks were broken off', [...running(0), ...running(30, 60, 90)], { retryAfterSeconds: 810 }],
    ['others have failed elsewhere', [...running(0), ...[1, 2, 3, 4].map((age) => tried(age, false, 'there'))], 'free'],
  ])('%s', (_name, tries, expected) => {
    expect(verdict(bucket, tries, NOW)).toEqual(expected);
  });
});
