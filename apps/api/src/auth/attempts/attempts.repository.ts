import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { In, LessThan, MoreThan } from 'typeorm';
import { Attempt } from './attempt.entity.js';

@Injectable()
export class AttemptsRepository {
  constructor(private readonly db: Db) {}

  /** Writes down one try per bucket; their ids. */
  async insert(buckets: readonly string[], at: Date): Promise<number[]> {
    const ids: number[] = [];
    for (const bucket of buckets) {
      const { identifiers } = await this.db.repository(Attempt).insert({ bucket, at, underWay: true });
      ids.push(Number(identifiers[0]?.id));
    }
    return ids;
  }

  /** The tries in these buckets after that time. */
  since(buckets: readonly string[], time: Date): Promise<Attempt[]> {
    return this.db.repository(Attempt).findBy({ bucket: In([...buckets]), at: MoreThan(time) });
  }

  async fail(ids: readonly number[]): Promise<void> {
    await this.db.repository(Attempt).update({ id: In([...ids]) }, { underWay: false });
  }

  async remove(ids: readonly number[]): Promise<void> {
    await this.db.repository(Attempt).delete({ id: In([...ids]) });
  }

  async removeBefore(time: Date): Promise<void> {
    await this.db.repository(Attempt).delete({ at: LessThan(time) });
  }
}
