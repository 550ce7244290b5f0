import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { InProcessSignals } from './in-process-signals.js';
import { Signals, type Topic } from './signals.js';

const LISTENER_TIMEOUT_MS = 2_000;

interface Word {
  topic: Topic;
  id: string;
  /** Of this one question; its answer carries it back. */
  question: string;
  /** Set on an answer. */
  acted?: boolean;
}

/** Signals over Redis pub/sub: every process hears every word, those that listen to its id act and answer. */
export class RedisSignals extends Signals {
  private readonly local = new InProcessSignals();
  private readonly waiting = new Map<string, (acted: boolean) => void>();

  constructor(
    private readonly publisher: Redis,
    private readonly subscriber: Redis,
    private readonly channel: string,
  ) {
    super();
    subscriber.on('message', (_channel, text) => void this.hear(text));
    void subscriber.subscribe(channel).catch(() => undefined);
  }

  on(topic: Topic, id: string, listener: () => Promise<void>): () => void {
    return this.local.on(topic, id, listener);
  }

  async ask(topic: Topic, id: string, timeoutMs: number): Promise<boolean> {
    const question = randomUUID();
    return new Promise((resolve) => {
      const finish = (acted: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(question);
        resolve(acted);
      };
      const timer = setTimeout(finish, timeoutMs, false);
      this.waiting.set(question, finish);
      this.publish({ topic, id, question }).catch(() => finish(false));
    });
  }

  async close(): Promise<void> {
    await this.local.close();
    this.subscriber.disconnect();
  }

  private async hear(text: string): Promise<void> {
    const word = wordIn(text);
    if (!word) return;
    if (word.acted) {
      this.waiting.get(word.question)?.(true);
    } else if (await this.local.ask(word.topic, word.id, LISTENER_TIMEOUT_MS)) {
      await this.publish({ ...word, acted: true }).catch(() => undefined);
    }
  }

  private async publish(word: Word): Promise<void> {
    await this.publisher.publish(this.channel, JSON.stringify(word));
  }
}

/** Null for what is no word of ours: anybody on this Redis may publish anything. */
function wordIn(text: string): Word | null {
  try {
    const value = JSON.parse(text) as Partial<Word> | null;
    return typeof value?.question === 'string' ? (value as Word) : null;
  } catch {
    return null;
  }
}
