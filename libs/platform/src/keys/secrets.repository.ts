import { Like } from 'typeorm';
import { Db, isDuplicate } from '../db/index.js';
import { KeyStore } from './key-store.js';
import type { SecretBox } from './secret-box.js';
import { Secret } from './secret.entity.js';

/** Keys in the database, sealed by the master key, so that every process shares them. */
export class DatabaseKeyStore extends KeyStore {
  constructor(
    private readonly db: Db,
    private readonly box: SecretBox,
  ) {
    super();
  }

  async getOrMake(name: string, make: () => Promise<string>): Promise<string> {
    const existing = await this.get(name);
    if (existing !== null) return existing;
    const sealed = this.box.seal(await make(), name);
    try {
      await this.db.tx(async () => {
        await this.db.repository(Secret).insert({ name, sealed, createdAt: new Date() });
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    return (await this.get(name)) ?? '';
  }

  async get(name: string): Promise<string | null> {
    const row = await this.db.repository(Secret).findOneBy({ name });
    return row && this.box.open(row.sealed, name);
  }

  async names(prefix: string): Promise<string[]> {
    const rows = await this.db
      .repository(Secret)
      .find({ select: { name: true }, where: { name: Like(`${prefix}%`) }, order: { name: 'ASC' } });
    return rows.map(({ name }) => name);
  }

  async remove(name: string): Promise<void> {
    await this.db.tx(async () => {
      await this.db.repository(Secret).delete({ name });
    });
  }
}
