import { AppError } from '#domain';

/** Lets so many at a time do something costly; others wait, but not without end. */
export class Places {
  private readonly waiting: (() => void)[] = [];
  private taken = 0;

  constructor(
    private readonly count: number,
    private readonly maxWaiting: number,
  ) {}

  /** @throws AppError unavailable when too many wait already */
  async take<T>(fn: () => Promise<T>): Promise<T> {
    if (this.taken === this.count) {
      if (this.waiting.length >= this.maxWaiting)
        throw new AppError('unavailable', 'Too many pictures are being made. Try again in a moment.');
      // Who leaves hands the place over, so that nobody slips in between.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.taken++;
    }
    try {
      return await fn();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.taken--;
    }
  }
}
