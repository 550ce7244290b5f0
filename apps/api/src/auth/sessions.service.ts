import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError, idleSeconds } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { newId } from '#platform/ids';
import { Live } from '#platform/live';
import { AuditService } from '../insight/audit.service.js';
import { AccessTokens } from './access-tokens.js';
import type { Actor, Client } from './actor.js';
import type { SessionRow } from './session.entity.js';
import { SessionsRepository } from './sessions.repository.js';
import { SigningKeys } from './signing-keys.js';

export type { Acting, Actor, Client } from './actor.js';

/** Two tabs that refresh at the same instant get the same successor within this time (R4). */
const GRACE_MS = 10_000;

/** A use is written down at most so often: reading who speaks is at every request, writing must not be. */
const TOUCH_MS = 60_000;
const LISTED = 100;

export interface Tokens {
  sessionId: string;
  userId: string;
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  refreshToken: string;
  /** When the refresh token ends whatever happens. */
  refreshExpiresAt: Date;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Sign-ins: what starts, carries and ends them (R2–R4). */
@Injectable()
export class SessionsService {
  private readonly touching = new Set<string>();

  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly sessions: SessionsRepository,
    private readonly accessTokens: AccessTokens,
    private readonly keys: SigningKeys,
    private readonly audit: AuditService,
    private readonly live: Live,
  ) {}

  /** Signs a user in on one device. */
  async start(userId: string, client: Client): Promise<Tokens> {
    const now = new Date();
    const session: SessionRow = {
      id: newId('session'),
      userId,
      userAgent: client.userAgent.slice(0, 255),
      address: client.address,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + this.config.env.REFRESH_TOKEN_TTL * 1000),
      idleExpiresAt: await this.idleEnd(userId, now),
      confirmedAt: now,
      endedAt: null,
      endedReason: null,
    };
    const refreshToken = randomBytes(32).toString('base64url');
    await this.db.tx(async () => {
      await this.sessions.insert(session);
      await this.sessions.insertToken({
        hash: hashOf(refreshToken),
        sessionId: session.id,
        createdAt: now,
        usedAt: null,
      });
      await this.audit.record({
        action: 'session.started',
        actorId: userId,
        subjectId: session.id,
        address: client.address,
      });
    });
    return this.tokens(session, refreshToken);
  }

  /**
   * Trades a refresh token for its successor. The direct predecessor gets the same successor for ten seconds, because
   * the successor is derived from it; anything older means that somebody has a copy, and ends the session.
   * @throws AppError session_ended, refresh_reused
   */
  async refresh(refreshToken: string): Promise<Tokens> {
    const hash = hashOf(refreshToken);
    const { refreshSecret } = await this.keys.load();
    const successor = createHmac('sha256', refreshSecret).update(refreshToken).digest('base64url');
    const outcome = await this.db.tx(async () => {
      const token = await this.sessions.token(hash);
      const session = token && (await this.sessions.byId(token.sessionId));
      const now = new Date();
      if (!session || session.endedAt || session.expiresAt <= now || session.idleExpiresAt <= now) return null;
      if (await this.sessions.consume(hash, now)) {
        await this.sessions.insertToken({
          hash: hashOf(successor),
          sessionId: session.id,
          createdAt: now,
          usedAt: null,
        });
        await this.sessions.prolong(session.id, now, await this.idleEnd(session.userId, now));
        return session;
      }
      const used = await this.sessions.token(hash);
      const next = await this.sessions.token(hashOf(successor));
      const inGrace = used?.usedAt && now.getTime() - used.usedAt.getTime() < GRACE_MS && next?.usedAt === null;
      if (inGrace) return session;
      await this.finish(session.id, 'refresh_reused');
      await this.audit.record({ action: 'session.refresh_reused', actorId: session.userId, subjectId: session.id });
      return 'reused';
    });
    if (outcome === 'reused') throw new AppError('refresh_reused');
    if (!outcome) throw new AppError('session_ended');
    return this.tokens(outcome, successor);
  }

  /** The session that a refresh token belongs to, whatever its state. */
  async sessionOf(refreshToken: string): Promise<string | null> {
    const token = await this.sessions.token(hashOf(refreshToken));
    return token?.sessionId ?? null;
  }

  /** Ends one session and closes its sockets in every process. */
  async end(sessionId: string, reason: string): Promise<void> {
    await this.db.tx(() => this.finish(sessionId, reason));
  }

  /** Ends every session of a user, but for the one to be spared. */
  async endAllOf(userId: string, reason: string, exceptSessionId?: string): Promise<void> {
    await this.db.tx(async () => {
      for (const id of await this.sessions.openIdsOfUser(userId, exceptSessionId)) await this.finish(id, reason);
    });
  }

  /** The newest of a user's sessions that can still be used. */
  aliveOf(userId: string): Promise<SessionRow[]> {
    return this.sessions.aliveOfUser(userId, new Date(), LISTED);
  }

  /**
   * Ends a session of one's own from elsewhere.
   * @throws AppError not_found for one that is another's, or has ended
   */
  async endOwn(userId: string, sessionId: string): Promise<void> {
    await this.db.tx(async () => {
      const session = await this.sessions.byId(sessionId);
      if (session?.userId !== userId || session.endedAt) throw new AppError('not_found');
      await this.finish(sessionId, 'signed_out_elsewhere');
    });
  }

  /** Who holds this access token, if its session is alive; null otherwise. */
  async authenticate(accessToken: string): Promise<(Actor & { expiresAt: number }) | null> {
    const claims = await this.accessTokens.verify(accessToken);
    if (!claims) return null;
    const actor = await this.actor(claims);
    return actor && { ...actor, expiresAt: claims.expiresAt };
  }

  /** The same actor as the database knows them now; null when the session has ended. */
  revive(actor: Actor): Promise<Actor | null> {
    return this.actor(actor);
  }

  private async actor({ userId, sessionId }: Pick<Actor, 'userId' | 'sessionId'>): Promise<Actor | null> {
    const session = await this.sessions.alive(sessionId, userId, new Date());
    if (!session) return null;
    if (Date.now() - session.lastSeenAt.getTime() > TOUCH_MS) await this.touch(sessionId);
    return { userId, sessionId, scopes: null, ...session.actor };
  }

  /** Nobody waits for it, and of many requests at once one writes. */
  private async touch(sessionId: string): Promise<void> {
    if (this.touching.has(sessionId)) return;
    this.touching.add(sessionId);
    const now = new Date();
    const before = new Date(now.getTime() - TOUCH_MS);
    const write = (): Promise<void> =>
      this.db
        .tx(() => this.sessions.touch(sessionId, now, before), 'relaxed')
        .catch(() => undefined)
        .finally(() => this.touching.delete(sessionId));
    await this.db.afterCommit(() => void write());
  }

  private async finish(sessionId: string, reason: string): Promise<void> {
    if (!(await this.sessions.end(sessionId, reason, new Date()))) return;
    await this.audit.record({ action: 'session.ended', subjectId: sessionId, detail: { reason } });
    await this.db.afterCommit(() => this.live.endSession(sessionId, reason));
  }

  private async idleEnd(userId: string, now: Date): Promise<Date> {
    const { REFRESH_IDLE_TTL: server, ACCESS_TOKEN_TTL: accessToken } = this.config.env;
    const ownMinutes = await this.sessions.idleMinutesOf(userId);
    return new Date(now.getTime() + idleSeconds({ server, ownMinutes, accessToken }) * 1000);
  }

  private async tokens(session: SessionRow, refreshToken: string): Promise<Tokens> {
    return {
      sessionId: session.id,
      userId: session.userId,
      accessToken: await this.accessTokens.sign(session.userId, session.id),
      expiresIn: this.accessTokens.lifetime,
      refreshToken,
      refreshExpiresAt: session.expiresAt,
    };
  }
}
