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

  async removeAll(userId: string): Promise<void> {
    await this.db.repository(RecoveryCode).delete({ userId });
  }
}
