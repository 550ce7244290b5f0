import { describe, expect, it } from '@jest/globals';
import { AppError } from './app-error.js';

describe('AppError', () => {
  it('says the title of its code as a sentence', () => {
    const error = new AppError('room_full');
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.code, error.detail, error.message]).toEqual([
      'AppError',
      'room_full',
      'The room is full.',
      'The room is full.',
    ]);
    expect(error.extras).toEqual({});
  });

  it('keeps what it was given', () => {
    const cause = new Error('underneath');
    const extras = { errors: [{ path: 'title', message: 'Must not be empty.' }], retryAfterSeconds: 3, cause };
    const error = new AppError('rate_limited', 'Wait three seconds.', extras);
    expect(error.detail).toBe('Wait three seconds.');
    expect(error.extras).toBe(extras);
    expect(error.cause).toBe(cause);
  });
});
