import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { Between, In, IsNull, MoreThan, Not, type FindOptionsWhere } from 'typeorm';
import { MessageRevision } from './message-revision.entity.js';
import { MessageRow } from './message.entity.js';

@Injectable()
export class MessagesRepository {
  constructor(private readonly db: Db) {}

  async insert(messages: MessageRow[]): Promise<void> {
    await this.db.repository(MessageRow).insert(messages);
  }

  async update(id: string, change: Partial<MessageRow>): Promise<void> {
    await this.db.repository(MessageRow).update({ id }, change);
  }

  async insertRevision(revision: MessageRevision): Promise<void> {
    await this.db.repository(MessageRevision).insert(revision);
  }

  byId(id: string): Promise<MessageRow | null> {
    return this.db.repository(MessageRow).findOneBy({ id });
  }

  byIds(ids: readonly string[]): Promise<MessageRow[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.db.repository(MessageRow).findBy({ id: In([...ids]) });
  }

  byClientId(roomId: string, authorId: string, clientId: string): Promise<MessageRow | null> {
    return this.db.repository(MessageRow).findOneBy({ roomId, authorId, clientId });
  }

  /** Messages outside threads with a lower `seq`, down to `from`, the newest `limit`, ascending. */
  async before(roomId: string, seq: number, from: number, limit: number): Promise<MessageRow[]> {
    const rows = await this.db
      .repository(MessageRow)
      .find({ where: this.main(roomId, { seq: Between(from, seq - 1) }), order: { seq: 'DESC' }, take: limit });
    return rows.reverse();
  }

  /** Messages outside threads with a higher `seq`, the oldest `limit`, ascending. */
  after(roomId: string, seq: number, limit: number): Promise<MessageRow[]> {
    return this.db
      .repository(MessageRow)
      .find({ where: this.main(roomId, { seq: MoreThan(seq) }), order: { seq: 'ASC' }, take: limit });
  }

  private main(roomId: string, where: FindOptionsWhere<MessageRow>): FindOptionsWhere<MessageRow> {
    return { roomId, threadId: IsNull(), ...where };
  }

  /** Messages changed after `rev`, in the order of their last change. */
  changedAfter(roomId: string, rev: number, limit: number): Promise<MessageRow[]> {
    return this.db
      .repository(MessageRow)
      .find({ where: { roomId, rev: MoreThan(rev) }, order: { rev: 'ASC' }, take: limit });
  }

  /** What an assistant may look back on: the newest ended, undeleted messages in a span of `seq`, ascending. */
  async forContext(roomId: string, span: { from: number; to: number }, limit: number): Promise<MessageRow[]> {
    const rows = await this.db.repository(MessageRow).find({
      where: {
        roomId,
        deletedAt: IsNull(),
        status: In(['complete', 'stopped']),
        kind: Not('system'),
        seq: Between(span.from, span.to),
      },
      order: { seq: 'DESC' },
      take: limit,
    });
    return rows.reverse();
  }

  /** Messages that quote this one. */
  quoting(id: string): Promise<MessageRow[]> {
    return this.db.repository(MessageRow).find({ where: { replyToId: id }, order: { seq: 'ASC' } });
  }

  /** The lowest `rev` among the messages after `seq`; null when there are none. */
  async lowestRevAfter(roomId: string, seq: number): Promise<number | null> {
    return this.db.repository(MessageRow).minimum('rev', { roomId, seq: MoreThan(seq) });
  }
}
