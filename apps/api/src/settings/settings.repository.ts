import { Injectable } from '@nestjs/common';
import { Db, isDuplicate } from '#platform/db';
import { Setting } from './setting.entity.js';

@Injectable()
export class SettingsRepository {
  constructor(private readonly db: Db) {}

  async read(name: string): Promise<string | null> {
    const row = await this.db.repository(Setting).findOneBy({ name });
    return row?.value ?? null;
  }

  async write(name: string, value: string): Promise<void> {
    const updatedAt = new Date();
    const { affected } = await this.db.repository(Setting).update({ name }, { value, updatedAt });
    if (affected === 0) await this.db.repository(Setting).insert({ name, value, updatedAt });
  }

  /** Writes what is written once and never changed; false when it was there. */
  async writeOnce(name: string, value: string): Promise<boolean> {
    try {
      await this.db.repository(Setting).insert({ name, value, updatedAt: new Date() });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}
