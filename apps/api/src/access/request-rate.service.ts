import { Injectable } from '@nestjs/common';
import { networkOf, requireGranted } from '#domain';
import { Config } from '#platform/config';
import { RateLimits, type Rate, type Taken } from '#platform/rate-limits';
import type { Request, Response } from 'express';

/** How many requests one may make in a minute: every user, and every address whose user is not known (§14). */
@Injectable()
export class RequestRateService {
  private readonly rate: Rate;

  constructor(
    config: Config,
    private readonly limits: RateLimits,
  ) {
    this.rate = { limit: config.env.RATE_REQUESTS_PER_MINUTE, seconds: 60 };
  }

  /**
   * Counts a request and tells in its answer how many are left (`RateLimit-*`, as in the IETF's draft).
   * @param userId null where nobody is signed in, or nobody has to be: then the address counts
   * @throws AppError rate_limited
   */
  async request(request: Request, response: Response, userId: string | null): Promise<void> {
    const taken = await this.take(userId ?? networkOf(request.ip ?? ''));
    response.setHeader('RateLimit-Limit', String(this.rate.limit));
    response.setHeader('RateLimit-Remaining', String(taken.remaining));
    response.setHeader('RateLimit-Reset', String(taken.resetSeconds));
    requireGranted(taken);
  }

  /**
   * Counts an event that a user's socket has sent.
   * @throws AppError rate_limited
   */
  async event(userId: string): Promise<void> {
    requireGranted(await this.take(userId));
  }

  private take(whose: string): Promise<Taken> {
    return this.limits.take(`requests:${whose}`, this.rate);
  }
}
