import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { IsNull, LessThan, LessThanOrEqual, Not } from 'typeorm';
import { OutgoingMail } from './outgoing-mail.entity.js';

/** Neither sent nor given up. */
const PENDING = { sentAt: IsNull(), failedAt: IsNull() };

@Injectable()
export class OutgoingMailsRepository {
  constructor(private readonly db: Db) {}

  async insert(mail: OutgoingMail): Promise<void> {
    await this.db.repository(OutgoingMail).insert(mail);
  }

  pending(id: string): Promise<OutgoingMail | null> {
    return this.db.repository(OutgoingMail).findOneBy({ id, ...PENDING });
  }

  /** What should go out now. */
  due(now: Date, limit: number): Promise<Pick<OutgoingMail, 'id' | 'attempts'>[]> {
    return this.db.repository(OutgoingMail).find({
      select: { id: true, attempts: true },
      where: { ...PENDING, dueAt: LessThanOrEqual(now) },
      order: { dueAt: 'ASC' },
      take: limit,
    });
  }

  /** Begins the attempt after `attempts` earlier ones, unless somebody else has; the next one may begin at `dueAt`. */
  async claim({ id, attempts }: Pick<OutgoingMail, 'id' | 'attempts'>, now: Date, dueAt: Date): Promise<boolean> {
    const { affected } = await this.db
      .repository(OutgoingMail)
      .update({ id, attempts, dueAt: LessThanOrEqual(now), ...PENDING }, { attempts: attempts + 1, dueAt });
    return affected === 1;
  }

  /** Ends the matter; the text is wiped, since nobody needs it any more. */
  async finish(id: string, end: Pick<OutgoingMail, 'sentAt'> | Pick<OutgoingMail, 'failedAt'>): Promise<void> {
    await this.db.repository(OutgoingMail).update({ id, ...PENDING }, { ...end, sealed: '' });
  }

  /** Removes what was sent or given up, and was last touched before then. */
  async forget(before: Date): Promise<void> {
    const old = { dueAt: LessThan(before) };
    await this.db.repository(OutgoingMail).delete({ ...old, sentAt: Not(IsNull()) });
    await this.db.repository(OutgoingMail).delete({ ...old, failedAt: Not(IsNull()) });
  }
}
