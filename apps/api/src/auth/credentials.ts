import type { CookieOptions, Request, Response } from 'express';
import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { Config } from '#platform/config';
import type { Client, Tokens } from './sessions.service.js';

/** How refresh tokens travel: in a cookie for browsers, in the body for API clients (R4, rulings 15). */
@Injectable()
export class Credentials {
  constructor(private readonly config: Config) {}

  /** `__Host-` needs TLS; over plain http on localhost the cookie goes without. */
  private get cookieName(): string {
    return this.config.secure ? '__Host-colloquy_rt' : 'colloquy_rt';
  }

  private get cookieOptions(): CookieOptions {
    return { httpOnly: true, sameSite: 'strict', path: '/', secure: this.config.secure };
  }

  fromCookie(request: Request): string | null {
    const cookies = request.cookies as Record<string, string | undefined>;
    return cookies[this.cookieName] ?? null;
  }

  setCookie(response: Response, tokens: Tokens): void {
    response.cookie(this.cookieName, tokens.refreshToken, { ...this.cookieOptions, expires: tokens.refreshExpiresAt });
  }

  clearCookie(response: Response): void {
    response.clearCookie(this.cookieName, this.cookieOptions);
  }

  wantsBody(request: Request): boolean {
    return request.get('x-token-delivery') === 'body';
  }

  /**
   * Refuses a request whose credential is the cookie unless it comes from our own page.
   * @throws AppError origin_not_allowed
   */
  checkOrigin(request: Request): void {
    const origin = request.get('origin');
    if (origin === undefined && request.get('sec-fetch-site') === undefined) return;
    const own = [
      `${request.protocol}://${request.get('host')}`,
      new URL(this.config.publicUrl).origin,
      ...this.config.env.CORS_ORIGINS,
    ];
    if (origin === undefined ? request.get('sec-fetch-site') !== 'same-origin' : !own.includes(origin)) {
      throw new AppError('origin_not_allowed');
    }
  }
}

export const clientOf = (request: Request): Client => ({
  address: request.ip ?? '',
  userAgent: request.get('user-agent') ?? '',
});
