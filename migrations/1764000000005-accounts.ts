import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  bool,
  createTable,
  dropColumns,
  id,
  int,
  key,
  nullable,
  serial,
  text,
  time,
  varchar,
} from './tables.js';

const USERS = {
  language: varchar(8),
  time_zone: varchar(64),
  idle_logout_minutes: int,
  avatar_file_id: id,
  totp_secret: text,
  totp_enabled_at: time,
  totp_last_step: int,
  erased_at: time,
};

/** Second factors, one-time links, API tokens, profiles, pictures, mail. */
export class Accounts1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'users', USERS);
    await addColumns(runner, 'sessions', { confirmed_at: time });
    await addColumns(runner, 'participants', { assigned_at: time });
    await createTable(
      runner,
      'recovery_codes',
      { hash: key(varchar(64)), user_id: id, created_at: time, used_at: nullable(time) },
      { recovery_codes_user: { columns: ['user_id'] } },
    );
    await createTable(
      runner,
      'one_time_tokens',
      {
        hash: key(varchar(64)),
        kind: varchar(32),
        user_id: id,
        created_at: time,
        expires_at: time,
        used_at: nullable(time),
      },
      { one_time_tokens_user: { columns: ['user_id'] } },
    );
    await createTable(
      runner,
      'attempts',
      { id: serial, bucket: varchar(120), at: time, under_way: bool },
      { attempts_bucket: { columns: ['bucket', 'at'] }, attempts_at: { columns: ['at'] } },
    );
    await createTable(
      runner,
      'api_tokens',
      {
        id: key(id),
        user_id: id,
        name: varchar(80),
        scopes: text,
        hash: varchar(64),
        hint: varchar(4),
        created_at: time,
        expires_at: nullable(time),
        last_used_at: nullable(time),
      },
      { api_tokens_user: { columns: ['user_id'] }, api_tokens_hash: { columns: ['hash'], unique: true } },
    );
    await createTable(
      runner,
      'outgoing_mails',
      {
        id: key(id),
        sealed: text,
        attempts: int,
        created_at: time,
        due_at: time,
        sent_at: nullable(time),
        failed_at: nullable(time),
      },
      { outgoing_mails_due: { columns: ['due_at'] } },
    );
    await createTable(
      runner,
      'files',
      {
        id: key(id),
        owner_id: id,
        purpose: varchar(16),
        name: varchar(255),
        type: varchar(127),
        size: int,
        width: nullable(int),
        height: nullable(int),
        storage_key: nullable(varchar(191)),
        created_at: time,
        ready_at: nullable(time),
      },
      { files_owner: { columns: ['owner_id'] }, files_storage_key: { columns: ['storage_key'], unique: true } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['files', 'outgoing_mails', 'api_tokens', 'attempts', 'one_time_tokens', 'recovery_codes'])
      await runner.dropTable(table, true);
    await dropColumns(runner, 'participants', ['assigned_at']);
    await dropColumns(runner, 'sessions', ['confirmed_at']);
    await dropColumns(runner, 'users', Object.keys(USERS));
  }
}
