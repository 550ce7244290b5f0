import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyStore } from '#platform/keys';

const NAME = 'two-factor';

/** The server's secret behind recovery codes and challenges: without it nobody can try them out or make them up. */
@Injectable()
export class TwoFactorSecret {
  private secret: Promise<Buffer> | undefined;

  constructor(private readonly keys: KeyStore) {}

  /** HMAC-SHA-256 of the words, 32 bytes; `purpose` keeps what is made for one use from being good for another. */
  async seal(purpose: string, ...words: string[]): Promise<Buffer> {
    this.secret ??= this.load().catch((error: unknown) => {
      this.secret = undefined;
      throw error;
    });
    return createHmac('sha256', await this.secret)
      .update(JSON.stringify([purpose, ...words]))
      .digest();
  }

  private async load(): Promise<Buffer> {
    return Buffer.from(await this.keys.getOrMake(NAME, async () => randomBytes(32).toString('base64')), 'base64');
  }
}
