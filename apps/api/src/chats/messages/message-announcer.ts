import { Injectable } from '@nestjs/common';
import type { Message } from '#contract';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { MessageViews, type Known } from './message-views.js';
import type { MessageRow } from './message.entity.js';

type Change = 'message:created' | 'message:updated' | 'message:deleted';

/** Tells a room of its messages' changes, after the commit and never without it. */
@Injectable()
export class MessageAnnouncer {
  constructor(
    private readonly db: Db,
    private readonly live: Live,
    private readonly views: MessageViews,
  ) {}

  /** Announces messages of one room in the order of their `rev`. */
  async afterCommit(change: Change, rows: readonly MessageRow[], known?: Known): Promise<void> {
    await this.db.afterCommit(async () => this.emit(change, await this.views.many(rows, known)));
  }

  private emit(change: Change, messages: readonly Message[]): void {
    for (const message of messages) {
      this.live.toRoom(message.roomId, change, { roomId: message.roomId, rev: message.rev, message });
      if (message.generation && change !== 'message:deleted') {
        const { roomId, id: messageId, generation, status } = message;
        this.live.toRoom(roomId, 'generation:state', { roomId, messageId, status, generation });
      }
    }
  }
}
