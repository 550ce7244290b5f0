import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bool, createTable, id, int, key, longText, nullable, text, time, varchar } from './tables.js';

export class Chats1763700000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'rooms',
      {
        id: key(id),
        workspace_id: id,
        kind: varchar(16),
        title: varchar(80),
        topic: varchar(500),
        visibility: varchar(16),
        history: varchar(16),
        max_participants: int,
        participant_count: int,
        slow_mode_seconds: int,
        is_default: bool,
        join_code: nullable(varchar(40)),
        last_seq: int,
        first_seq: int,
        rev: int,
        turn: int,
        last_activity_at: time,
        created_by: id,
        created_at: time,
        archived_at: nullable(time),
        deleted_at: nullable(time),
      },
      {
        rooms_workspace: { columns: ['workspace_id', 'visibility'] },
        rooms_join_code: { columns: ['join_code'], unique: true },
      },
    );
    await createTable(
      runner,
      'participants',
      {
        room_id: key(id),
        user_id: key(id),
        role: varchar(16),
        joined_at: time,
        joined_seq: int,
        read_seq: int,
        read_rev: int,
        notify: varchar(16),
        last_turn: int,
        muted_until: nullable(time),
      },
      { participants_user: { columns: ['user_id'] } },
    );
    await createTable(
      runner,
      'messages',
      {
        id: key(id),
        room_id: id,
        seq: int,
        rev: int,
        kind: varchar(16),
        status: varchar(16),
        author_type: varchar(16),
        author_id: nullable(id),
        client_id: nullable(varchar(64)),
        client_hash: nullable(varchar(64)),
        content: longText,
        thread_id: nullable(id),
        reply_to_id: nullable(id),
        mentions: text,
        variant_index: int,
        variant_count: int,
        generation_id: nullable(id),
        pinned_at: nullable(time),
        edited_at: nullable(time),
        deleted_at: nullable(time),
        ended_rev: nullable(int),
        created_at: time,
      },
      {
        messages_seq: { columns: ['room_id', 'seq'], unique: true },
        messages_rev: { columns: ['room_id', 'rev'] },
        messages_client_id: { columns: ['room_id', 'author_id', 'client_id'], unique: true },
        messages_reply_to: { columns: ['reply_to_id'] },
        messages_thread: { columns: ['thread_id', 'seq'] },
      },
    );
    await createTable(runner, 'message_revisions', {
      message_id: key(id),
      rev: key(int),
      content: longText,
      replaced_at: time,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['message_revisions', 'messages', 'participants', 'rooms']) await runner.dropTable(table, true);
  }
}
