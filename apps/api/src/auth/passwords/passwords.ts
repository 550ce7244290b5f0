import { hash, verify, Algorithm } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';

/** OWASP Password Storage Cheat Sheet: Argon2id, 19 MiB, 2 iterations, 1 lane. */
const OPTIONS = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const COMMON = 10_000;

/** Passwords: hashing, checking, and the ones that are too common to be one (R6). */
@Injectable()
export class Passwords {
  private common: Promise<ReadonlySet<string>> | undefined;
  private decoy: Promise<string> | undefined;

  /**
   * What is stored of a password.
   * @param field of the request that it came in, for the error
   * @throws AppError weak_password for the 10,000 most common ones
   */
  async hash(password: string, field = 'password'): Promise<string> {
    this.common ??= loadCommon();
    if ((await this.common).has(password.toLowerCase())) {
      throw new AppError('weak_password', undefined, {
        errors: [{ path: field, message: 'This is one of the most common passwords. Choose another.' }],
      });
    }
    return hash(password.normalize('NFC'), OPTIONS);
  }

  /** Whether this is the password; without a stored hash it takes just as long and says no, so that time tells nothing. */
  async matches(password: string, stored: string | null): Promise<boolean> {
    this.decoy ??= hash('no account has this', OPTIONS);
    const right = await verify(stored ?? (await this.decoy), password.normalize('NFC'));
    return right && stored !== null;
  }
}

async function loadCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set((dictionary['passwords-common'] as string[]).slice(0, COMMON));
}
