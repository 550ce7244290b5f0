import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AttemptsService } from './attempts.service.js';

const SWEEP_MS = 5 * 60_000;

/** Clears away the tries that count no longer: at the start, and every few minutes. */
@Injectable()
export class AttemptsSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AttemptsSweep.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly attempts: AttemptsService) {}

  async onApplicationBootstrap(): Promise<void> {
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS);
    await this.sweep();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    await this.attempts
      .removeOld()
      .catch((error: unknown) => this.logger.warn(error, 'Old tries could not be cleared away'));
  }
}
