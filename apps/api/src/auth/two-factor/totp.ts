import { generateSecret, generateURI, verifySync } from 'otplib';

/** RFC 6238 with what every authenticator app knows: SHA-1, six digits, thirty seconds. */
const PERIOD_S = 30;
const DIGITS = 6;
const CODE = /^[0-9]{6}$/;

/** A fresh secret of 160 bits (RFC 4226 §4), Base32. */
export const newTotpSecret = (): string => generateSecret({ length: 20 });

/** The address that authenticator apps read: whose secret it is, and where it is good for. */
export const otpauthUrl = (secret: string, username: string, host: string): string =>
  generateURI({ issuer: 'Colloquy', label: `${username}@${host}`, secret, digits: DIGITS, period: PERIOD_S });

/**
 * The time step that a code belongs to, of the one in force and its two neighbours (RFC 6238 §5.2: clocks differ);
 * null when it belongs to none of them.
 */
export function stepOf(secret: string, code: string, now: Date): number | null {
  if (!CODE.test(code)) return null;
  const epoch = Math.floor(now.getTime() / 1000);
  const found = verifySync({ secret, token: code, epoch, epochTolerance: PERIOD_S, period: PERIOD_S, digits: DIGITS });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}
