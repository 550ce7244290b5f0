import { Injectable } from '@nestjs/common';
import type { Message } from '#contract';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { ParticipantsRepository, type Newcomer } from '../rooms/participants.repository.js';
import type { RoomRow } from '../rooms/room.entity.js';
import { MessageViews, type Known } from './message-views.js';
import type { MessageRow } from './message.entity.js';

type Change = 'message:created' | 'message:updated' | 'message:deleted';

/** Tells a room of its messages' changes, after the commit and never without it. */
@Injectable()
export class MessageAnnouncer {
  constructor(
    private readonly db: Db,
    private readonly live: Live,
    private readonly participants: ParticipantsRepository,
    private readonly views: MessageViews,
  ) {}

  /** Announces messages of one room in the order of their `rev`, to those who may read them. */
  async afterCommit(
    { id, history }: Pick<RoomRow, 'id' | 'history'>,
    change: Change,
    rows: readonly MessageRow[],
    known?: Known,
  ): Promise<void> {
    if (rows.length === 0) return;
    await this.db.afterCommit(async () => {
      const messages = await this.views.many(rows, known);
      const newcomers = history === 'since_join' ? await this.participants.newcomers(id, lowestSeq(messages)) : [];
      for (const message of messages) this.emit(change, message, newcomers);
    });
  }

  /** Events are the same for every reader, but what somebody came too late to read is not told to them (R19). */
  private emit(change: Change, message: Message, newcomers: readonly Newcomer[]): void {
    const { roomId, rev, id: messageId, seq, replyTo, generation, status } = message;
    const came = (after: number): string[] =>
      newcomers.filter(({ joinedSeq }) => joinedSeq >= after).map(({ userId }) => userId);
    const blind = came(seq);
    const withoutQuote = replyTo ? came(replyTo.seq).filter((userId) => !blind.includes(userId)) : [];
    this.live.toRoom(roomId, change, { roomId, rev, message }, [...blind, ...withoutQuote]);
    this.live.toUsers(withoutQuote, change, { roomId, rev, message: { ...message, replyTo: null } });
    if (generation && change !== 'message:deleted')
      this.live.toRoom(roomId, 'generation:state', { roomId, messageId, status, generation }, blind);
  }
}

/** The oldest message that these show anything of. */
const lowestSeq = (messages: readonly Message[]): number =>
  Math.min(...messages.flatMap(({ seq, replyTo }) => (replyTo ? [seq, replyTo.seq] : [seq])));
