/** Tells when the channel between the processes is back after it was away, so that what was missed can be asked for. */
export class Outages {
  private readonly listeners: (() => void)[] = [];

  onEnd(listener: () => void): void {
    this.listeners.push(listener);
  }

  ended(): void {
    for (const listener of this.listeners) listener();
  }
}
