import { within } from './diagnostics.js';

/** A list that grows and tells those who wait for an entry; what came before the wait counts too. */
export class Journal<T> {
  readonly entries: T[] = [];
  readonly #waiting = new Set<() => void>();

  add(entry: T): void {
    this.entries.push(entry);
    this.touch();
  }

  /** Makes every waiter look again, for when entries changed in place. */
  touch(): void {
    for (const look of [...this.#waiting]) look();
  }

  /** The first entry from index `from` on for which `matches` holds, now or later. */
  async waitFor(
    matches: (entry: T) => boolean,
    { from = 0, timeoutMs = 20_000, what = 'an entry' }: { from?: number; timeoutMs?: number; what?: string } = {},
  ): Promise<T> {
    return this.until(() => this.entries.slice(from).find(matches), { timeoutMs, what });
  }

  /** What `look` gives as soon as it is not undefined; it is called at each change. */
  async until<R>(
    look: () => R | undefined,
    { timeoutMs = 20_000, what = 'a state' }: { timeoutMs?: number; what?: string | (() => string) } = {},
  ): Promise<R> {
    let stop = (): void => undefined;
    const found = new Promise<R>((resolve, reject) => {
      const attempt = (): void => {
        try {
          const result = look();
          if (result !== undefined) resolve(result);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      this.#waiting.add(attempt);
      stop = () => void this.#waiting.delete(attempt);
      attempt();
    });
    try {
      return await within(found, timeoutMs, what);
    } finally {
      stop();
    }
  }
}
