import { Signals, type Topic } from './signals.js';

/** Signals within one process. */
export class InProcessSignals extends Signals {
  private readonly listeners = new Map<string, () => Promise<void>>();

  on(topic: Topic, id: string, listener: () => Promise<void>): () => void {
    const key = `${topic}:${id}`;
    this.listeners.set(key, listener);
    return () => {
      if (this.listeners.get(key) === listener) this.listeners.delete(key);
    };
  }

  async ask(topic: Topic, id: string, timeoutMs: number): Promise<boolean> {
    const listener = this.listeners.get(`${topic}:${id}`);
    if (!listener) return false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), timeoutMs)));
    const acted = (async () => listener())().then(
      () => true,
      () => false,
    );
    return Promise.race([acted, late]).finally(() => clearTimeout(timer));
  }

  async close(): Promise<void> {
    this.listeners.clear();
  }
}
