import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RecoveryCode } from './recovery-code.entity.js';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';
import { TwoFactorSecret } from './two-factor-secret.js';

const COUNT = 10;
const LENGTH = 10;
/** Crockford's Base32 in lower case: no letter that looks like a digit. 32 letters, so a byte picks without a bias. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ten codes of fifty bits that each stand in for the app once (R7). */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly codes: RecoveryCodesRepository,
    private readonly secret: TwoFactorSecret,
  ) {}

  /** Makes ten new ones, in the transaction in force; the old ones are worthless. */
  async replace(userId: string): Promise<string[]> {
    const codes = Array.from({ length: COUNT }, newCode);
    const createdAt = new Date();
    const rows: RecoveryCode[] = [];
    for (const code of codes) rows.push({ hash: await this.hashOf(userId, code), userId, createdAt, usedAt: null });
    await this.codes.removeAll(userId);
    await this.codes.insert(rows);
    return codes.map((code) => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`);
  }

  /** Uses one up, in the transaction in force; false when it is none of theirs, or was used. */
  async use(userId: string, code: string): Promise<boolean> {
    return this.codes.consume(await this.hashOf(userId, code), userId, new Date());
  }

  async removeAll(userId: string): Promise<void> {
    await this.codes.removeAll(userId);
  }

  private async hashOf(userId: string, code: string): Promise<string> {
    return (await this.secret.seal('recovery code', userId, code)).toString('hex');
  }
}

const newCode = (): string => Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
