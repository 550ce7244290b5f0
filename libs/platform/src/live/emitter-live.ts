import { Emitter } from '@socket.io/redis-emitter';
import type { Redis } from 'ioredis';
import { BroadcastLive, RECHECK } from './broadcast-live.js';

/** The live channel of a worker-only process: it speaks through Redis to the processes that have the sockets. */
export class EmitterLive extends BroadcastLive {
  protected readonly io: Emitter;

  /** @param key the same as the adapter's */
  constructor(publisher: Redis, key: string) {
    super();
    this.io = new Emitter(publisher, { key });
  }

  protected recheck(channel: string): void {
    this.io.serverSideEmit(RECHECK, channel);
  }
}
