import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bool, createTable, id, int, key, nullable, time, varchar } from './tables.js';

export class Workspaces1763700000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'workspaces', {
      id: key(id),
      name: varchar(80),
      description: varchar(500),
      is_default: bool,
      created_by: id,
      created_at: time,
    });
    await createTable(
      runner,
      'workspace_members',
      { workspace_id: key(id), user_id: key(id), role: varchar(16), joined_at: time },
      { workspace_members_user: { columns: ['user_id'] } },
    );
    await createTable(
      runner,
      'invites',
      {
        id: key(id),
        workspace_id: id,
        code_hash: varchar(64),
        role: varchar(16),
        for_email: nullable(varchar(191)),
        for_user_id: nullable(id),
        created_by: id,
        created_at: time,
        expires_at: time,
        max_uses: nullable(int),
        uses: int,
        revoked_at: nullable(time),
      },
      { invites_workspace: { columns: ['workspace_id'] }, invites_code: { columns: ['code_hash'], unique: true } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['invites', 'workspace_members', 'workspaces']) await runner.dropTable(table, true);
  }
}
