import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bool, createTable, id, int, key, nullable, serial, setCollation, text, time, varchar } from './tables.js';

export class Identity1763700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await setCollation(runner);
    await createTable(runner, 'secrets', { name: key(varchar(100)), sealed: text, created_at: time });
    await createTable(runner, 'settings', { name: key(varchar(64)), value: text, updated_at: time });
    await createTable(
      runner,
      'users',
      {
        id: key(id),
        username: varchar(32),
        email: varchar(191),
        display_name: varchar(80),
        password_hash: varchar(255),
        role: varchar(16),
        color: int,
        active: bool,
        created_at: time,
        last_seen_at: nullable(time),
      },
      { users_username: { columns: ['username'], unique: true }, users_email: { columns: ['email'], unique: true } },
    );
    await createTable(
      runner,
      'sessions',
      {
        id: key(id),
        user_id: id,
        user_agent: varchar(255),
        address: varchar(64),
        created_at: time,
        last_seen_at: time,
        expires_at: time,
        idle_expires_at: time,
        ended_at: nullable(time),
        ended_reason: nullable(varchar(32)),
      },
      { sessions_user: { columns: ['user_id'] } },
    );
    await createTable(
      runner,
      'refresh_tokens',
      { hash: key(varchar(64)), session_id: id, created_at: time, used_at: nullable(time) },
      { refresh_tokens_session: { columns: ['session_id'] } },
    );
    await createTable(
      runner,
      'audit_entries',
      {
        id: serial,
        at: time,
        action: varchar(64),
        actor_id: nullable(id),
        subject_id: nullable(varchar(64)),
        address: nullable(varchar(64)),
        detail: text,
      },
      { audit_entries_at: { columns: ['at'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_entries', 'refresh_tokens', 'sessions', 'users', 'settings', 'secrets'])
      await runner.dropTable(table, true);
  }
}
