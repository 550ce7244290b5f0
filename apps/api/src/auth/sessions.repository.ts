import { Injectable } from '@nestjs/common';
import type { ServerRole } from '#contract';
import { Db } from '#platform/db';
import { IsNull } from 'typeorm';
import { RefreshToken } from './refresh-token.entity.js';
import { SessionRow } from './session.entity.js';

@Injectable()
export class SessionsRepository {
  constructor(private readonly db: Db) {}

  async insert(session: SessionRow): Promise<void> {
    await this.db.repository(SessionRow).insert(session);
  }

  byId(id: string): Promise<SessionRow | null> {
    return this.db.repository(SessionRow).findOneBy({ id });
  }

  /** Role of the session's user while session and user are alive, else null: one query, made at every request. */
  async liveRole(id: string, userId: string, now: Date): Promise<ServerRole | null> {
    const row = await this.db
      .repository(SessionRow)
      .createQueryBuilder('session')
      .innerJoin('users', 'user', 'user.id = session.userId')
      .select('user.role', 'role')
      .where('session.id = :id AND session.userId = :userId AND session.endedAt IS NULL', { id, userId })
      .andWhere('session.expiresAt > :now AND session.idleExpiresAt > :now AND user.active = :active', {
        now,
        active: true,
      })
      .getRawOne<{ role: ServerRole }>();
    return row?.role ?? null;
  }

  /** Ends the session unless it has ended; true when this call did it. */
  async end(id: string, reason: string, endedAt: Date): Promise<boolean> {
    const { affected } = await this.db
      .repository(SessionRow)
      .update({ id, endedAt: IsNull() }, { endedAt, endedReason: reason });
    return affected === 1;
  }

  async openIdsOfUser(userId: string): Promise<string[]> {
    const rows = await this.db
      .repository(SessionRow)
      .find({ select: { id: true }, where: { userId, endedAt: IsNull() } });
    return rows.map((row) => row.id);
  }

  async prolong(id: string, lastSeenAt: Date, idleExpiresAt: Date): Promise<void> {
    await this.db.repository(SessionRow).update({ id }, { lastSeenAt, idleExpiresAt });
  }

  async insertToken(token: RefreshToken): Promise<void> {
    await this.db.repository(RefreshToken).insert(token);
  }

  token(hash: string): Promise<RefreshToken | null> {
    return this.db.repository(RefreshToken).findOneBy({ hash });
  }

  /** Uses up a token; true when it was fresh, so of two parallel uses one wins. */
  async consume(hash: string, usedAt: Date): Promise<boolean> {
    const { affected } = await this.db.repository(RefreshToken).update({ hash, usedAt: IsNull() }, { usedAt });
    return affected === 1;
  }
}
