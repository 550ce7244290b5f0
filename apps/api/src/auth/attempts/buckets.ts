import { createHash } from 'node:crypto';
import { networkOf } from '#domain';

/** Whose failures are counted together, and how many of them there may be within `WINDOW_MS`. */
export interface Bucket {
  key: string;
  limit: number;
}

/** Quality.md §2 counts all of them over a quarter of an hour. */
export const WINDOW_MS = 15 * 60_000;

const PASSWORDS = 10;
const CODES = 5;
const PER_ADDRESS = 30;
/** Mails that somebody may be sent without having asked for them. */
const RESETS = 5;

/** Keys are hashed where they hold what people typed: a password may be among it. */
const hashOf = (typed: string): string =>
  createHash('sha256').update(typed.normalize('NFC').trim().toLowerCase()).digest('hex');

/**
 * The limits of quality.md §2. Those of a session are apart from those of signing in, so that failures of somebody
 * outside never stand in the way of who is inside.
 */
export const BUCKETS = {
  /** By the name or mail address as typed, whether or not there is such an account. */
  login: (login: string): Bucket => ({ key: `login:typed:${hashOf(login)}`, limit: PASSWORDS }),
  /** By the account, however it is named; one that does not exist is counted all the same. */
  account: (userId: string | null, login: string): Bucket => ({
    key: `login:account:${userId ?? hashOf(login)}`,
    limit: PASSWORDS,
  }),
  /** By the address, for passwords and codes of all accounts together. */
  address: (address: string): Bucket => ({ key: `login:address:${networkOf(address)}`, limit: PER_ADDRESS }),
  /** Codes at the sign-in: by user and not by challenge, since anybody with the password can have more challenges. */
  signInCode: (userId: string): Bucket => ({ key: `login:code:${userId}`, limit: CODES }),
  /** The password that somebody who is signed in shows again. */
  ownPassword: (userId: string): Bucket => ({ key: `session:password:${userId}`, limit: PASSWORDS }),
  /** The code that somebody who is signed in shows again. */
  ownCode: (userId: string): Bucket => ({ key: `session:code:${userId}`, limit: CODES }),
  /** Requests for a link by the mail address as typed, whether or not there is such an account. */
  resetOf: (email: string): Bucket => ({ key: `reset:typed:${hashOf(email)}`, limit: RESETS }),
  /** Requests for links and tries of links by address. */
  resetFrom: (address: string): Bucket => ({ key: `reset:address:${networkOf(address)}`, limit: PER_ADDRESS }),
};
