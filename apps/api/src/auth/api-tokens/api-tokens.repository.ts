import type { ServerRole, TokenScope } from '#contract';
import { Injectable } from '@nestjs/common';
import { mustEnrol } from '#domain';
import { Db, timeOf } from '#platform/db';
import { readSettings, SERVER_SETTINGS } from '../../settings/settings.service.js';
import type { Actor } from '../actor.js';
import { ApiTokenRow } from './api-token.entity.js';

/** A token that can be used now, and for whom. */
export interface LiveApiToken extends Actor {
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

interface LiveApiTokenRow {
  id: string;
  userId: string;
  scopes: string;
  expiresAt: Date | string | null;
  lastUsedAt: Date | string | null;
  role: ServerRole;
  totpEnabledAt: unknown;
  settings: string | null;
}

const timeOrNull = (value: Date | string | null): Date | null => (value === null ? null : timeOf(value));

@Injectable()
export class ApiTokensRepository {
  constructor(private readonly db: Db) {}

  async insert(token: ApiTokenRow): Promise<void> {
    await this.db.repository(ApiTokenRow).insert(token);
  }

  /** A user's tokens, the newest first. */
  ofUser(userId: string): Promise<ApiTokenRow[]> {
    return this.db.repository(ApiTokenRow).find({ where: { userId }, order: { id: 'DESC' } });
  }

  /** Keeps further tokens of a user from being made until the transaction ends, so that a count of them holds. */
  async lockOwner(userId: string): Promise<void> {
    if (this.db.locksRows) await this.db.manager.query('SELECT id FROM users WHERE id = ? FOR UPDATE', [userId]);
  }

  count(userId: string): Promise<number> {
    return this.db.repository(ApiTokenRow).countBy({ userId });
  }

  /** True when this call removed it. */
  async remove(id: string, userId: string): Promise<boolean> {
    const { affected } = await this.db.repository(ApiTokenRow).delete({ id, userId });
    return affected === 1;
  }

  /** The token of this hash, or with this id, while it and its user are alive: one query, made at every request. */
  async alive(by: { hash: string } | { id: string }, now: Date): Promise<LiveApiToken | null> {
    const row = await this.db
      .repository(ApiTokenRow)
      .createQueryBuilder('token')
      .innerJoin('users', 'user', 'user.id = token.userId')
      .leftJoin('settings', 'setting', `setting.name = '${SERVER_SETTINGS}'`)
      .select('token.id', 'id')
      .addSelect('token.userId', 'userId')
      .addSelect('token.scopes', 'scopes')
      .addSelect('token.expiresAt', 'expiresAt')
      .addSelect('token.lastUsedAt', 'lastUsedAt')
      .addSelect('user.role', 'role')
      .addSelect('user.totp_enabled_at', 'totpEnabledAt')
      .addSelect('setting.value', 'settings')
      .where('hash' in by ? 'token.hash = :hash' : 'token.id = :id', by)
      .andWhere('(token.expiresAt IS NULL OR token.expiresAt > :now) AND user.active = :active', { now, active: true })
      .getRawOne<LiveApiTokenRow>();
    if (!row) return null;
    const { twoFactorRequiredFor } = readSettings(row.settings);
    return {
      userId: row.userId,
      sessionId: row.id,
      role: row.role,
      scopes: row.scopes.split(',') as TokenScope[],
      confirmedAt: null,
      mustEnrol: mustEnrol(row.role, twoFactorRequiredFor, row.totpEnabledAt !== null),
      expiresAt: timeOrNull(row.expiresAt),
      lastUsedAt: timeOrNull(row.lastUsedAt),
    };
  }

  async touch(id: string, lastUsedAt: Date): Promise<void> {
    await this.db.repository(ApiTokenRow).update({ id }, { lastUsedAt });
  }

  /** Ids of the tokens of a user who is not active. */
  async idsOfInactive(userId: string): Promise<string[]> {
    const rows = await this.db
      .repository(ApiTokenRow)
      .createQueryBuilder('token')
      .innerJoin('users', 'user', 'user.id = token.userId AND user.active = :active', { active: false })
      .select('token.id', 'id')
      .where('token.userId = :userId', { userId })
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }
}
