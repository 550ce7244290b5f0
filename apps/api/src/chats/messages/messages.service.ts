import { Injectable } from '@nestjs/common';
import type { ChangesPage, HistoryPage, HistoryQuery, Message } from '#contract';
import { AppError } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import type { RoomAccess } from '../../access/access.service.js';
import { ParticipantsRepository } from '../rooms/participants.repository.js';
import { RoomClock, type RoomTick } from '../rooms/room-clock.js';
import { RoomsRepository } from '../rooms/rooms.repository.js';
import { MessageAnnouncer } from './message-announcer.js';
import { MessageViews } from './message-views.js';
import type { MessageRow } from './message.entity.js';
import { MessagesRepository } from './messages.repository.js';
import { checkLength } from './post-message.js';

const CHANGES_PER_PAGE = 200;

/** Reading a room's messages, and changing one's own. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly live: Live,
    private readonly messages: MessagesRepository,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly clock: RoomClock,
    private readonly announcer: MessageAnnouncer,
    private readonly views: MessageViews,
  ) {}

  /** A page of history, ascending by `seq`: the newest, or before, after or around a position (rulings 9). */
  async history({ roomId }: RoomAccess, query: HistoryQuery): Promise<HistoryPage> {
    const { limit } = query;
    if (query.around !== undefined) {
      const half = Math.ceil(limit / 2);
      const older = await this.messages.before(roomId, query.around + 1, half + 1);
      const newer = await this.messages.after(roomId, query.around, limit - half + 1);
      return this.page(
        [...older.slice(-half), ...newer.slice(0, limit - half)],
        older.length > half,
        newer.length > limit - half,
      );
    }
    if (query.after !== undefined) {
      const rows = await this.messages.after(roomId, query.after, limit + 1);
      return this.page(rows.slice(0, limit), query.after > 0, rows.length > limit);
    }
    const rows = await this.messages.before(roomId, query.before ?? Number.MAX_SAFE_INTEGER, limit + 1);
    return this.page(rows.slice(-limit), rows.length > limit, query.before !== undefined);
  }

  /** Messages as they are now that have changed after `rev`: what a client that was away needs to end in the same state (R28). */
  async changes({ roomId }: RoomAccess, after: number): Promise<ChangesPage> {
    const rows = await this.messages.changedAfter(roomId, after, CHANGES_PER_PAGE + 1);
    const items = await this.views.many(rows.slice(0, CHANGES_PER_PAGE));
    const more = rows.length > CHANGES_PER_PAGE;
    return { items, rev: items.at(-1)?.rev ?? after, more };
  }

  /** @throws AppError not_found */
  async get({ roomId }: RoomAccess, id: string): Promise<Message> {
    return this.views.one(await this.row(roomId, id));
  }

  /** @throws AppError forbidden for another's message, validation_failed, not_found */
  async edit(access: RoomAccess, id: string, content: string): Promise<Message> {
    checkLength(content, this.config.env.MAX_MESSAGE_LENGTH);
    return this.change(access, id, async (row, rev) => {
      if (row.authorId !== access.actor.userId || row.kind !== 'text') throw new AppError('forbidden');
      await this.messages.insertRevision({ messageId: id, rev, content: row.content, replacedAt: new Date() });
      return ['message:updated', { content, editedAt: new Date() }];
    });
  }

  /** Leaves a tombstone; of an answer that is being written, not even the worker writes on. */
  async delete(access: RoomAccess, id: string): Promise<Message> {
    return this.change(access, id, async (row) => {
      const own = row.authorId === access.actor.userId;
      access.require(own ? 'message.deleteOwn' : 'message.deleteAny');
      if (row.status === 'queued' || row.status === 'streaming')
        throw new AppError('generation_running', 'Stop the answer before you delete it.');
      return ['message:deleted', { content: '', mentions: [], deletedAt: new Date() }];
    });
  }

  /** Sets the caller's read mark, backwards too (rulings 5). */
  async read({ roomId, actor }: RoomAccess, upTo: number): Promise<{ seq: number; rev: number }> {
    const mark = await this.db.tx(async () => {
      const room = await this.rooms.byId(roomId);
      if (!room) throw new AppError('not_found');
      const seq = Math.min(upTo, room.lastSeq);
      const later = await this.messages.lowestRevAfter(roomId, seq);
      const rev = later === null ? room.rev : later - 1;
      await this.participants.update(roomId, actor.userId, { readSeq: seq, readRev: rev });
      return { seq, rev };
    });
    this.live.toRoom(roomId, 'room:read', { roomId, userId: actor.userId, seq: mark.seq });
    return mark;
  }

  private async page(rows: MessageRow[], hasBefore: boolean, hasAfter: boolean): Promise<HistoryPage> {
    return { items: await this.views.many(rows), hasBefore, hasAfter };
  }

  private async row(roomId: string, id: string): Promise<MessageRow> {
    const row = await this.messages.byId(id);
    if (!row || row.roomId !== roomId) throw new AppError('not_found');
    return row;
  }

  private async change(
    { roomId }: RoomAccess,
    id: string,
    decide: (row: MessageRow, rev: number) => Promise<['message:updated' | 'message:deleted', Partial<MessageRow>]>,
  ): Promise<Message> {
    const next = await this.db.tx(() =>
      this.clock.with(roomId, async (tick) => {
        const row = await this.row(roomId, id);
        if (row.deletedAt) throw new AppError('not_found');
        const rev = tick.nextRev();
        const [event, change] = await decide(row, rev);
        const changed = { ...row, ...change, rev };
        await this.messages.update(id, { ...change, rev });
        await this.announcer.afterCommit(event, [changed]);
        await this.requote(id, tick);
        return changed;
      }),
    );
    return this.views.one(next);
  }

  /** What quotes a message shows another excerpt now, so it has changed too (R28: everybody ends in the same state). */
  private async requote(id: string, tick: RoomTick): Promise<void> {
    const quoting = (await this.messages.quoting(id)).map((row) => ({ ...row, rev: tick.nextRev() }));
    for (const { id: quotingId, rev } of quoting) await this.messages.update(quotingId, { rev });
    await this.announcer.afterCommit('message:updated', quoting);
  }
}
