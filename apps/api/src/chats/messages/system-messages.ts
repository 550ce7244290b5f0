import { Injectable } from '@nestjs/common';
import { newId } from '#platform/ids';
import type { RoomTick } from '../rooms/room-clock.js';
import { MessageAnnouncer } from './message-announcer.js';
import { MessagesRepository } from './messages.repository.js';

/** What the room itself says: who changed its topic, who looked in. Nobody's unread, and no model's business. */
@Injectable()
export class SystemMessages {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly announcer: MessageAnnouncer,
  ) {}

  /** Adds one to the room, in the transaction that has locked it. */
  async post(tick: RoomTick, content: string): Promise<void> {
    const row = {
      id: newId('message'),
      roomId: tick.room.id,
      seq: tick.nextSeq(),
      rev: tick.nextRev(),
      kind: 'system',
      status: 'complete',
      authorType: 'system',
      authorId: null,
      clientId: null,
      clientHash: null,
      content,
      threadId: null,
      replyToId: null,
      mentions: [],
      variantIndex: 0,
      variantCount: 0,
      generationId: null,
      pinnedAt: null,
      editedAt: null,
      deletedAt: null,
      endedRev: null,
      createdAt: new Date(),
    } as const;
    await this.messages.insert([{ ...row, mentions: [] }]);
    await this.announcer.afterCommit(tick.room, 'message:created', [{ ...row, mentions: [] }]);
  }
}
