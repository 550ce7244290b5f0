import { Injectable } from '@nestjs/common';
import { Db, isDuplicate } from '#platform/db';
import { Setting } from './setting.entity.js';

const NAME = 'setup';

/** The mark that the server has been set up; unique, so that of two who try at once, one does (R1). */
@Injectable()
export class SetupMark {
  constructor(private readonly db: Db) {}

  /** Sets the mark, in the transaction that makes the first admin; false when somebody else has. */
  async set(): Promise<boolean> {
    try {
      await this.db.repository(Setting).insert({ name: NAME, value: 'done', updatedAt: new Date() });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}
