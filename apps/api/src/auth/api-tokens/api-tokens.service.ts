import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ApiToken, CreateApiTokenRequest, CreatedApiToken } from '#contract';
import { AppError, canOnServer, mayHoldScope } from '#domain';
import { Db } from '#platform/db';
import { newId } from '#platform/ids';
import { Live } from '#platform/live';
import { AuditService } from '../../insight/audit.service.js';
import type { Acting, Actor } from '../actor.js';
import type { ApiTokenRow } from './api-token.entity.js';
import { presentApiToken } from './api-tokens.presenter.js';
import { ApiTokensRepository, type LiveApiToken } from './api-tokens.repository.js';

/** How an API token is told from every other kind, by us and by those who search for lost secrets. */
const PREFIX = 'clq_';
const MAX_PER_USER = 50;
const DAY_MS = 86_400_000;
/** `lastUsedAt` is no more precise than this: a busy program would otherwise write at each request. */
const TOUCH_MS = 60_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Personal tokens for programs (R8). */
@Injectable()
export class ApiTokensService {
  constructor(
    private readonly db: Db,
    private readonly tokens: ApiTokensRepository,
    private readonly audit: AuditService,
    private readonly live: Live,
  ) {}

  async list(userId: string): Promise<ApiToken[]> {
    return (await this.tokens.ofUser(userId)).map(presentApiToken);
  }

  /**
   * Makes a token of 256 bits, which is shown this once.
   * @throws AppError forbidden for a scope that is not for this role, conflict beyond 50 tokens
   */
  create({ userId, role }: Acting, { name, scopes, expiresInDays }: CreateApiTokenRequest): Promise<CreatedApiToken> {
    const refused = scopes.find((scope) => !mayHoldScope(scope, role));
    if (refused) throw new AppError('forbidden', `Your role has nothing that the scope “${refused}” would open.`);
    const token = PREFIX + randomBytes(32).toString('base64url');
    const now = new Date();
    const row: ApiTokenRow = {
      id: newId('apiToken'),
      userId,
      name,
      scopes: [...new Set(scopes)],
      hash: hashOf(token),
      hint: token.slice(-4),
      createdAt: now,
      expiresAt: expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * DAY_MS),
      lastUsedAt: null,
    };
    return this.db.tx(async () => {
      await this.tokens.lockOwner(userId);
      if ((await this.tokens.count(userId)) >= MAX_PER_USER)
        throw new AppError('conflict', `You have ${MAX_PER_USER} tokens. Revoke one that you no longer need.`);
      await this.tokens.insert(row);
      await this.audit.record({
        action: 'api_token.created',
        actorId: userId,
        subjectId: row.id,
        detail: { name, scopes: row.scopes.join(' '), expiresAt: row.expiresAt?.toISOString() ?? null },
      });
      return { ...presentApiToken(row), token };
    });
  }

  /**
   * Makes a token worthless at once: for REST, and on open sockets in every process.
   * @throws AppError not_found
   */
  revoke(userId: string, id: string): Promise<void> {
    return this.db.tx(async () => {
      if (!(await this.tokens.remove(id, userId))) throw new AppError('not_found');
      await this.audit.record({ action: 'api_token.revoked', actorId: userId, subjectId: id });
      await this.db.afterCommit(() => this.live.endSession(id, 'revoked'));
    });
  }

  /** Whether this looks like an API token; then it is taken for no other kind. */
  recognises(token: string): boolean {
    return token.startsWith(PREFIX);
  }

  /** Who acts by this token, and until when; null for one that is no good. */
  async authenticate(token: string): Promise<(Actor & { expiresAt: Date | null }) | null> {
    return this.used(await this.tokens.alive({ hash: hashOf(token) }, new Date()));
  }

  /** The same actor as the database knows them now; null when the token has ended. */
  async revive({ sessionId }: Actor): Promise<Actor | null> {
    return this.used(await this.tokens.alive({ id: sessionId }, new Date()));
  }

  /** Tokens outlive a sign-out everywhere, but not the account: closes their sockets when the user is active no more. */
  async closeIfInactive(userId: string, reason: string): Promise<void> {
    for (const id of await this.tokens.idsOfInactive(userId))
      await this.db.afterCommit(() => this.live.endSession(id, reason));
  }

  private async used(found: LiveApiToken | null): Promise<(Actor & { expiresAt: Date | null }) | null> {
    if (!found || !canOnServer('apiToken.use', { serverRole: found.role })) return null;
    const { lastUsedAt, ...actor } = found;
    const now = new Date();
    if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() >= TOUCH_MS)
      await this.db.tx(() => this.tokens.touch(actor.sessionId, now), 'relaxed');
    return actor;
  }
}
