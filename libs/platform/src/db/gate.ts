/** Lets one caller in at a time, in the order of arrival; gives up loudly when a turn does not come. */
export class Gate {
  private tail: Promise<void> = Promise.resolve();

  constructor(private readonly timeoutMs: number) {}

  /**
   * Runs `fn` alone.
   * @throws Error when the turn did not come within the time-out: somebody holds the gate across a slow call
   */
  async run<T>(fn: () => Promise<T>): Promise<T> {
    const before = this.tail;
    let release = (): void => undefined;
    this.tail = new Promise((resolve) => (release = resolve));
    try {
      await this.turn(before);
    } catch (error) {
      void before.then(release);
      throw error;
    }
    try {
      return await fn();
    } finally {
      release();
    }
  }

  private async turn(before: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`No turn for a write within ${this.timeoutMs} ms`)), this.timeoutMs);
    });
    try {
      await Promise.race([before, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
