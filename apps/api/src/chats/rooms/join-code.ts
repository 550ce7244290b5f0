import { randomInt } from 'node:crypto';

/** Letters and digits that nobody mistakes for one another: 31^10, about 50 bits. */
const CODE_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A short unguessable join code (R20), as `xxxxx-xxxxx`. */
export function newJoinCode(): string {
  const letters = Array.from({ length: 10 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]);
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
}
