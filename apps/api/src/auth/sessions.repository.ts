import { Injectable } from '@nestjs/common';
import type { ServerRole } from '#contract';
import { mustEnrol } from '#domain';
import { Db, timeOf } from '#platform/db';
import { IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { readSettings, SERVER_SETTINGS } from '../settings/settings.service.js';
import type { Actor } from './actor.js';
import { RefreshToken } from './refresh-token.entity.js';
import { SessionRow } from './session.entity.js';

/** What every request needs to know of its session. */
export interface LiveSession {
  actor: Pick<Actor, 'role' | 'confirmedAt' | 'mustEnrol'>;
  lastSeenAt: Date;
}

interface LiveSessionRow {
  role: ServerRole;
  confirmedAt: Date | string | null;
  totpEnabledAt: unknown;
  settings: string | null;
  lastSeenAt: Date | string;
}

@Injectable()
export class SessionsRepository {
  constructor(private readonly db: Db) {}

  async insert(session: SessionRow): Promise<void> {
    await this.db.repository(SessionRow).insert(session);
  }

  byId(id: string): Promise<SessionRow | null> {
    return this.db.repository(SessionRow).findOneBy({ id });
  }

  /** What is true of the session while it and its user are alive, else null: one query, made at every request. */
  async alive(id: string, userId: string, now: Date): Promise<LiveSession | null> {
    const row = await this.db
      .repository(SessionRow)
      .createQueryBuilder('session')
      .innerJoin('users', 'user', 'user.id = session.userId')
      .leftJoin('settings', 'setting', `setting.name = '${SERVER_SETTINGS}'`)
      .select('user.role', 'role')
      .addSelect('session.confirmedAt', 'confirmedAt')
      .addSelect('session.lastSeenAt', 'lastSeenAt')
      .addSelect('user.totp_enabled_at', 'totpEnabledAt')
      .addSelect('setting.value', 'settings')
      .where('session.id = :id AND session.userId = :userId AND session.endedAt IS NULL', { id, userId })
      .andWhere('session.expiresAt > :now AND session.idleExpiresAt > :now AND user.active = :active', {
        now,
        active: true,
      })
      .getRawOne<LiveSessionRow>();
    if (!row) return null;
    const { twoFactorRequiredFor } = readSettings(row.settings);
    return {
      actor: {
        role: row.role,
        confirmedAt: row.confirmedAt === null ? null : timeOf(row.confirmedAt),
        mustEnrol: mustEnrol(row.role, twoFactorRequiredFor, row.totpEnabledAt !== null),
      },
      lastSeenAt: timeOf(row.lastSeenAt),
    };
  }

  /** Ends the session unless it has ended; true when this call did it. */
  async end(id: string, reason: string, endedAt: Date): Promise<boolean> {
    const { affected } = await this.db
      .repository(SessionRow)
      .update({ id, endedAt: IsNull() }, { endedAt, endedReason: reason });
    return affected === 1;
  }

  /** @param exceptId one that is left out */
  async openIdsOfUser(userId: string, exceptId?: string): Promise<string[]> {
    const where = { userId, endedAt: IsNull(), ...(exceptId === undefined ? {} : { id: Not(exceptId) }) };
    const rows = await this.db.repository(SessionRow).find({ select: { id: true }, where });
    return rows.map((row) => row.id);
  }

  /** Those that can still be used, newest first. */
  aliveOfUser(userId: string, now: Date, limit: number): Promise<SessionRow[]> {
    const alive = { endedAt: IsNull(), expiresAt: MoreThan(now), idleExpiresAt: MoreThan(now) };
    return this.db
      .repository(SessionRow)
      .find({ where: { userId, ...alive }, order: { createdAt: 'DESC', id: 'DESC' }, take: limit });
  }

  /** Notes a use, unless one after `before` is noted. */
  async touch(id: string, lastSeenAt: Date, before: Date): Promise<void> {
    await this.db.repository(SessionRow).update({ id, lastSeenAt: LessThan(before) }, { lastSeenAt });
  }

  /** After how many minutes without use the person wants to be signed out; null: they have not said. */
  async idleMinutesOf(userId: string): Promise<number | null> {
    const row = await this.db.manager
      .createQueryBuilder()
      .select('user.idle_logout_minutes', 'minutes')
      .from('users', 'user')
      .where('user.id = :userId', { userId })
      .getRawOne<{ minutes: number | null }>();
    return row?.minutes ?? null;
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
