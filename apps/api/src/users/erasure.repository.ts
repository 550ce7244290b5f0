import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import type { User } from './user.entity.js';

/** Rows that are about one person alone. */
const OF_THE_PERSON = ['api_tokens', 'recovery_codes', 'one_time_tokens'];

/** Everything beside the account itself that tells who somebody was. */
@Injectable()
export class ErasureRepository {
  constructor(private readonly db: Db) {}

  /** @param user as it was before */
  async forget({ id, email }: User): Promise<void> {
    for (const table of OF_THE_PERSON) await this.run(`DELETE FROM ${table} WHERE user_id = ?`, [id]);
    await this.run('DELETE FROM refresh_tokens WHERE session_id IN (SELECT id FROM sessions WHERE user_id = ?)', [id]);
    await this.run("UPDATE sessions SET user_agent = '', address = '' WHERE user_id = ?", [id]);
    // Invitations that were meant for them; without the name they would be open to anybody.
    await this.run('DELETE FROM invites WHERE for_user_id = ? OR for_email = ?', [id, email]);
  }

  private async run(sql: string, parameters: string[]): Promise<void> {
    await this.db.manager.query(sql, parameters);
  }
}
