import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '#platform/config';
import { jwtVerify, SignJWT } from 'jose';
import { ALGORITHM, SigningKeys } from './signing-keys.js';

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
    const { publicKeys } = await this.signingKeys.load();
    try {
      const { payload } = await jwtVerify(
        token,
        (header) => {
          const entry = publicKeys.get(header.kid ?? '');
          if (!entry) throw new Error('Unknown key');
          return entry.key;
        },
        {
          algorithms: [ALGORITHM],
          typ: TYPE,
          issuer: this.config.publicUrl,
          audience: AUDIENCE,
          requiredClaims: ['sub', 'sid', 'jti', 'exp'],
        },
      );
      const { sub, sid, exp } = payload;
      return typeof sub === 'string' && typeof sid === 'string' && exp
        ? { userId: sub, sessionId: sid, expiresAt: exp }
        : null;
    } catch {
      return null;
    }
  }
}
