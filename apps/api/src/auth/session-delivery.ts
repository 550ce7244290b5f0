import { Injectable } from '@nestjs/common';
import type { Session } from '#contract';
import type { Request, Response } from 'express';
import { presentUser, UsersService, type User } from '../users/users.service.js';
import { clientOf, Credentials } from './credentials.js';
import { SessionsService, type Tokens } from './sessions.service.js';
import { AppError } from '#domain';

/** Hands a session to a client in the way it takes it: cookie in → cookie out, body in → body out (rulings 15). */
@Injectable()
export class SessionDelivery {
  constructor(
    private readonly sessions: SessionsService,
    private readonly credentials: Credentials,
    private readonly users: UsersService,
  ) {}

  /** Starts a session for somebody who has just shown who they are. */
  async start(user: User, request: Request, response: Response): Promise<Session> {
    const tokens = await this.sessions.start(user.id, clientOf(request));
    return this.deliver(tokens, user, response, this.credentials.wantsBody(request));
  }

  /** @throws AppError session_ended, refresh_reused, origin_not_allowed */
  async refresh(request: Request, response: Response, given: string | undefined): Promise<Session> {
    const token = given ?? this.cookie(request);
    if (!token) throw new AppError('session_ended');
    try {
      const tokens = await this.sessions.refresh(token);
      const user = await this.users.byId(tokens.userId);
      if (!user?.active) throw new AppError('session_ended');
      return this.deliver(tokens, user, response, given !== undefined);
    } catch (error) {
      if (given === undefined && error instanceof AppError) this.credentials.clearCookie(response);
      throw error;
    }
  }

  /** The refresh token of a browser, from our own page only. */
  cookie(request: Request): string | null {
    const token = this.credentials.fromCookie(request);
    if (token) this.credentials.checkOrigin(request);
    return token;
  }

  forget(response: Response): void {
    this.credentials.clearCookie(response);
  }

  private deliver(tokens: Tokens, user: User, response: Response, inBody: boolean): Session {
    if (!inBody) this.credentials.setCookie(response, tokens);
    return {
      accessToken: tokens.accessToken,
      tokenType: 'Bearer',
      expiresIn: tokens.expiresIn,
      ...(inBody ? { refreshToken: tokens.refreshToken } : {}),
      user: presentUser(user),
    };
  }
}
