import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '#platform/config';
import { decodeProtectedHeader, jwtVerify, SignJWT, type CryptoKey } from 'jose';
import { ALGORITHM } from './rsa-keys.js';
import { SigningKeys } from './signing-keys.js';

const AUDIENCE = 'colloquy';
/** RFC 9068 §2.1: keeps every other kind of token out. */
const TYPE = 'at+jwt';

export interface AccessTokenClaims {
  userId: string;
  sessionId: string;
  /** Unix time in seconds. */
  expiresAt: number;
}

/** Access tokens: JWT, RS256, without roles inside; the session behind them is checked at each request (R3). */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly config: Config,
    private readonly signingKeys: SigningKeys,
  ) {}

  /** Life of a token in seconds. */
  get lifetime(): number {
    return this.config.env.ACCESS_TOKEN_TTL;
  }

  async sign(userId: string, sessionId: string): Promise<string> {
    const { kid, privateKey } = await this.signingKeys.load();
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: TYPE })
      .setIssuer(this.config.publicUrl)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${this.lifetime}s`)
      .sign(privateKey);
  }

  /** What a valid token says; null for anything else. */
  async verify(token: string): Promise<AccessTokenClaims | null> {
    const key = await this.keyOf(token);
    if (!key) return null;
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: this.config.publicUrl,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'sid', 'jti', 'exp'],
      });
      const { sub, sid, exp } = payload;
      return typeof sub === 'string' && typeof sid === 'string' && exp
        ? { userId: sub, sessionId: sid, expiresAt: exp }
        : null;
    } catch {
      return null;
    }
  }

  /** Outside the `try` of verifying: that the keys can't be read makes no token a bad one. */
  private async keyOf(token: string): Promise<CryptoKey | undefined> {
    let kid: string | undefined;
    try {
      ({ kid } = decodeProtectedHeader(token));
    } catch {
      return undefined;
    }
    return kid === undefined ? undefined : this.signingKeys.publicKey(kid);
  }
}
