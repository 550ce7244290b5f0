import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndex, createTable, dropColumns, dropIndex, id, int, key, time, varchar } from './tables.js';

const ROOMS = {
  picture_file_id: id,
  join_code_expires_at: time,
  join_code_max_uses: int,
  join_code_uses: int,
  direct_key: varchar(64),
};
const WORKSPACES = { picture_file_id: id, deleted_at: time };

/** Pictures, limited join codes, direct messages, slow mode, bans, visits of those who take no part. */
export class Rooms1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'rooms', ROOMS);
    await addIndex(runner, 'rooms', 'rooms_direct_key', ['direct_key'], { unique: true });
    await addColumns(runner, 'workspaces', WORKSPACES);
    await addColumns(runner, 'participants', { last_sent_at: time });
    await createTable(runner, 'room_bans', {
      room_id: key(id),
      user_id: key(id),
      banned_by: id,
      banned_at: time,
    });
    await createTable(runner, 'room_visits', { room_id: key(id), user_id: key(id), day: key(varchar(10)), at: time });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['room_visits', 'room_bans']) await runner.dropTable(table, true);
    await dropColumns(runner, 'participants', ['last_sent_at']);
    await dropColumns(runner, 'workspaces', Object.keys(WORKSPACES));
    await dropIndex(runner, 'rooms', 'rooms_direct_key');
    await dropColumns(runner, 'rooms', Object.keys(ROOMS));
  }
}
