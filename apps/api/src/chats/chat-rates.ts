import { Injectable } from '@nestjs/common';
import { Config } from '#platform/config';
import { RateLimits, type Rate, type Taken } from '#platform/rate-limits';

/** What was counted for something that may still turn out not to happen. */
export interface Counted extends Taken {
  giveBack(): Promise<void>;
}

const perMinute = (limit: number): Rate => ({ limit, seconds: 60 });

/** How often one may speak and ask (§14), and try codes (rulings 16). */
@Injectable()
export class ChatRates {
  private readonly sends: Rate;
  private readonly answers: Rate;
  private readonly codes: Rate = { limit: 20, seconds: 3_600 };

  constructor(
    { env }: Config,
    private readonly limits: RateLimits,
  ) {
    this.sends = perMinute(env.RATE_SENDS_PER_MINUTE);
    this.answers = perMinute(env.RATE_AI_PER_MINUTE);
  }

  /** Counts a message of a user in a room. */
  send(userId: string, roomId: string): Promise<Counted> {
    return this.take(`sends:${userId}:${roomId}`, this.sends, 1);
  }

  /** Counts answers that a user asks for, in all rooms together. */
  ask(userId: string, answers: number): Promise<Counted> {
    return this.take(`answers:${userId}`, this.answers, answers);
  }

  /** Counts a try at a room code, to be given back when it was a right one. */
  tryCode(userId: string): Promise<Counted> {
    return this.take(`codes:${userId}`, this.codes, 1);
  }

  private async take(bucket: string, rate: Rate, wanted: number): Promise<Counted> {
    const taken = await this.limits.take(bucket, rate, wanted);
    return { ...taken, giveBack: () => this.limits.giveBack(bucket, rate, wanted) };
  }
}
