import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { In, IsNull } from 'typeorm';
import { FileRow } from './file.entity.js';

/** Nobody shows it: it never came to its end, or it is the picture of no person and no place. */
const UNUSED = `
  (file.ready_at IS NULL OR NOT (
    EXISTS (SELECT 1 FROM users person WHERE person.avatar_file_id = file.id)
    OR EXISTS (SELECT 1 FROM rooms room WHERE room.picture_file_id = file.id AND room.deleted_at IS NULL)
    OR EXISTS (SELECT 1 FROM workspaces place WHERE place.picture_file_id = file.id AND place.deleted_at IS NULL)))`;

@Injectable()
export class FilesRepository {
  constructor(private readonly db: Db) {}

  async insert(file: FileRow): Promise<void> {
    await this.db.repository(FileRow).insert(file);
  }

  byId(id: string): Promise<FileRow | null> {
    return this.db.repository(FileRow).findOneBy({ id });
  }

  /** The file, kept from other writers until the transaction ends. */
  lock(id: string): Promise<FileRow | null> {
    return this.db.repository(FileRow).findOne({
      where: { id },
      ...(this.db.locksRows ? { lock: { mode: 'pessimistic_write' as const } } : {}),
    });
  }

  ofOwner(ownerId: string): Promise<FileRow[]> {
    return this.db.repository(FileRow).find({ where: { ownerId }, order: { id: 'ASC' } });
  }

  countUnfinished(ownerId: string): Promise<number> {
    return this.db.repository(FileRow).countBy({ ownerId, readyAt: IsNull() });
  }

  /** Changes a file that is not ready yet; false when it is, or is gone. */
  async updateUnfinished(id: string, change: Partial<FileRow>): Promise<boolean> {
    const { affected } = await this.db.repository(FileRow).update({ id, readyAt: IsNull() }, change);
    return affected === 1;
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.db.repository(FileRow).delete({ id: In([...ids]) });
  }

  async ownerIsActive(ownerId: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM users WHERE id = ? AND active = ?';
    return (await this.db.manager.query<unknown[]>(sql, [ownerId, 1])).length > 0;
  }

  /** Ids of files made before `before` that nobody shows. */
  async unused(before: Date, limit: number): Promise<string[]> {
    const rows = await this.db
      .repository(FileRow)
      .createQueryBuilder('file')
      .select('file.id', 'id')
      .where(`file.createdAt < :before AND ${UNUSED}`, { before })
      .orderBy('file.id')
      .limit(limit)
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  isUnused(id: string): Promise<boolean> {
    return this.db
      .repository(FileRow)
      .createQueryBuilder('file')
      .where(`file.id = :id AND ${UNUSED}`, { id })
      .getExists();
  }

  /** Those of the keys that a file lies under. */
  async knownKeys(keys: readonly string[]): Promise<Set<string>> {
    const rows = await this.db
      .repository(FileRow)
      .find({ select: { storageKey: true }, where: { storageKey: In([...keys]) } });
    return new Set(rows.flatMap(({ storageKey }) => storageKey ?? []));
  }
}
