import { expect, it } from '@jest/globals';
import { isConfirmed } from './step-up.js';

const now = new Date('2026-01-01T12:00:00.000Z');

it.each([
  ['2026-01-01T12:00:00.000Z', true],
  ['2026-01-01T11:50:00.000Z', true],
  ['2026-01-01T11:49:59.999Z', false],
])('shown at %s: %s', (at, confirmed) => expect(isConfirmed(new Date(at), now)).toBe(confirmed));

it('never shown: no', () => expect(isConfirmed(null, now)).toBe(false));
