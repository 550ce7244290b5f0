import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import type { OneTimeTokenKind } from './one-time-token.entity.js';
import { OneTimeTokensRepository } from './one-time-tokens.repository.js';

/** Secrets that are given out to be used once: a token of one kind is worth nothing as another. */
@Injectable()
export class OneTimeTokensService {
  constructor(
    private readonly db: Db,
    private readonly tokens: OneTimeTokensRepository,
  ) {}

  /** Makes a token of 256 bits; `lifeMs` in milliseconds. */
  async issue(kind: OneTimeTokenKind, userId: string, lifeMs: number): Promise<{ token: string; expiresAt: Date }> {
    const token = randomBytes(32).toString('base64url');
    const now = new Date();
    const expiresAt = new Date(now.getTime() + lifeMs);
    await this.db.tx(() =>
      this.tokens.insert({ hash: hashOf(kind, token), kind, userId, createdAt: now, expiresAt, usedAt: null }),
    );
    return { token, expiresAt };
  }

  /** Whose token this is, while it can be used; null otherwise. */
  async userOf(kind: OneTimeTokenKind, token: string): Promise<string | null> {
    const row = await this.tokens.usable(hashOf(kind, token), new Date());
    return row?.userId ?? null;
  }

  /** Uses a token up, in the transaction in force; whose it was, or null. Of two parallel uses one wins. */
  async consume(kind: OneTimeTokenKind, token: string): Promise<string | null> {
    const hash = hashOf(kind, token);
    const now = new Date();
    const row = await this.tokens.usable(hash, now);
    return row && (await this.tokens.consume(hash, now)) ? row.userId : null;
  }

  /** Makes every token of this kind worthless for a user, and leaves none behind. */
  async revoke(kind: OneTimeTokenKind, userId: string): Promise<void> {
    await this.db.tx(() => this.tokens.removeAll(kind, userId));
  }
}

const hashOf = (kind: OneTimeTokenKind, token: string): string =>
  createHash('sha256').update(`${kind}:${token}`).digest('hex');
