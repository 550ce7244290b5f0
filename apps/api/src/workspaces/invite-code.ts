import { createHash, randomBytes } from 'node:crypto';

/** A fresh code: 128 bits, nobody guesses it. */
export const newInviteCode = (): string => randomBytes(16).toString('base64url');

/** What is kept of a code. */
export const hashOfCode = (code: string): string => createHash('sha256').update(code).digest('hex');
