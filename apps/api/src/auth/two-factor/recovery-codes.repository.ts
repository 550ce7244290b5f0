import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { IsNull } from 'typeorm';
import { RecoveryCode } from './recovery-code.entity.js';

@Injectable()
export class RecoveryCodesRepository {
  constructor(private readonly db: Db) {}

  /** How many a user has left. */
  unused(userId: string): Promise<number> {
    return this.db.repository(RecoveryCode).countBy({ userId, usedAt: IsNull() });
  }

  async insert(codes: RecoveryCode[]): Promise<void> {
    await this.db.repository(RecoveryCode).insert(codes);
  }

  /** Uses up a code; true when it was unused, so of two parallel uses one wins. */
  async consume(hash: string, userId: string, usedAt: Date): Promise<boolean> {
    const { affected } = await this.db.repository(RecoveryCode).update({ hash, userId, usedAt: IsNull() }, { usedAt });
    return affected === 1;
  }

  async removeAll(userId: string): Promise<void> {
    await this.db.repository(RecoveryCode).delete({ userId });
  }
}
