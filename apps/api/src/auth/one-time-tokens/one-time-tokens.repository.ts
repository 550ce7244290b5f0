import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { IsNull, MoreThan } from 'typeorm';
import { OneTimeToken, type OneTimeTokenKind } from './one-time-token.entity.js';

@Injectable()
export class OneTimeTokensRepository {
  constructor(private readonly db: Db) {}

  async insert(token: OneTimeToken): Promise<void> {
    await this.db.repository(OneTimeToken).insert(token);
  }

  usable(hash: string, now: Date): Promise<OneTimeToken | null> {
    return this.db.repository(OneTimeToken).findOneBy({ hash, usedAt: IsNull(), expiresAt: MoreThan(now) });
  }

  /** Marks an unused token used; true when this call did it. */
  async consume(hash: string, usedAt: Date): Promise<boolean> {
    const { affected } = await this.db.repository(OneTimeToken).update({ hash, usedAt: IsNull() }, { usedAt });
    return affected === 1;
  }

  async removeAll(kind: OneTimeTokenKind, userId: string): Promise<void> {
    await this.db.repository(OneTimeToken).delete({ kind, userId });
  }
}
