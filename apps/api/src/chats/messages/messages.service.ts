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
  async history(access: RoomAccess, query: HistoryQuery): Promise<HistoryPage> {
    const { roomId, from } = access;
    const { limit } = query;
    if (query.around !== undefined) {
      const half = Math.ceil(limit / 2);
      const older = await this.messages.before(roomId, query.around + 1, from, half + 1);
      const newer = await this.messages.after(roomId, Math.max(query.around, from - 1), limit - half + 1);
      return this.page(
        access,
        [...older.slice(-half), ...newer.slice(0, limit - half)],
        older.length > half,
        newer.length > limit - half,
      );
    }
    if (query.after !== undefined) {
      const rows = await this.messages.after(roomId, Math.max(query.after, from - 1), limit + 1);
      return this.page(access, rows.slice(0, limit), query.after >= from, rows.length > limit);
    }
    const rows = await this.messages.before(roomId, query.before ?? Number.MAX_SAFE_INTEGER, from, limit + 1);
    return this.page(access, rows.slice(-limit), rows.length > limit, query.before !== undefined);
  }

  /**
   * Messages as they are now that have changed after `rev`: what a client that was away needs to end in the same state
   * (R28). What the reader came too late for is left out, and its changes count as known.
   */
  async changes({ roomId, from }: RoomAccess, after: number): Promise<ChangesPage> {
    const rows = await this.messages.changedAfter(roomId, after, CHANGES_PER_PAGE + 1);
    const page = rows.slice(0, CHANGES_PER_PAGE);
    const readable = page.filter(({ seq }) => seq >= from);
    const items = await this.views.many(readable, {}, from);
    return { items, rev: page.at(-1)?.rev ?? after, more: rows.length > CHANGES_PER_PAGE };
  }

  /** @throws AppError not_found */
  async get(access: RoomAccess, id: string): Promise<Message> {
    return this.views.one(await this.row(access, id), access.from);
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
  async read({ roomId, actor, from, facts }: RoomAccess, upTo: number): Promise<{ seq: number; rev: number }> {
    const mark = await this.db.tx(async () => {
      const room = await this.rooms.byId(roomId);
      if (!room) throw new AppError('not_found');
      const seq = Math.min(Math.max(upTo, from - 1), room.lastSeq);
      const later = await this.messages.lowestRevAfter(roomId, seq);
      const rev = later === null ? room.rev : later - 1;
      await this.participants.update(roomId, actor.userId, { readSeq: seq, readRev: rev });
      return { seq, rev };
    });
    // Who only looks in is not among those of whom one sees how far they have read.
    if (facts.roomRole !== null) this.live.toRoom(roomId, 'room:read', { roomId, userId: actor.userId, seq: mark.seq });
    return mark;
  }

  private async page(
    { from }: RoomAccess,
    rows: MessageRow[],
    hasBefore: boolean,
    hasAfter: boolean,
  ): Promise<HistoryPage> {
    return { items: await this.views.many(rows, {}, from), hasBefore, hasAfter };
  }

  private async row({ roomId, from }: RoomAccess, id: string): Promise<MessageRow> {
    const row = await this.messages.byId(id);
    if (!row || row.roomId !== roomId || row.seq < from) throw new AppError('not_found');
    return row;
  }

  private async change(
    access: RoomAccess,
    id: string,
    decide: (row: MessageRow, rev: number) => Promise<['message:updated' | 'message:deleted', Partial<MessageRow>]>,
  ): Promise<Message> {
    const next = await this.db.tx(() =>
      this.clock.with(access.roomId, async (tick) => {
        const row = await this.row(access, id);
        if (row.deletedAt) throw new AppError('not_found');
        const rev = tick.nextRev();
        const [event, change] = await decide(row, rev);
        const changed = { ...row, ...change, rev };
        await this.messages.update(id, { ...change, rev });
        await this.announcer.afterCommit(tick.room, event, [changed]);
        await this.requote(id, tick);
        return changed;
      }),
    );
    return this.views.one(next, access.from);
  }

  /** What quotes a message shows another excerpt now, so it has changed too (R28: everybody ends in the same state). */
  private async requote(id: string, tick: RoomTick): Promise<void> {
    const quoting = (await this.messages.quoting(id)).map((row) => ({ ...row, rev: tick.nextRev() }));
    for (const { id: quotingId, rev } of quoting) await this.messages.update(quotingId, { rev });
    await this.announcer.afterCommit(tick.room, 'message:updated', quoting);
  }
}
