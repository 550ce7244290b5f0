import { Injectable } from '@nestjs/common';
import type { WorkspaceRole } from '#contract';
import { Db } from '#platform/db';

const marks = (ids: readonly string[]): string => ids.map(() => '?').join(', ');

/** Who knows whom: people know those they share a workspace with, and nobody else exists for them (Q7). */
@Injectable()
export class AcquaintancesRepository {
  constructor(private readonly db: Db) {}

  async workspaceRole(workspaceId: string, userId: string): Promise<WorkspaceRole | null> {
    const rows = await this.db.manager.query<{ role: WorkspaceRole }[]>(
      'SELECT role FROM workspace_members WHERE workspace_id = ? AND user_id = ?',
      [workspaceId, userId],
    );
    return rows[0]?.role ?? null;
  }

  /** The workspace that all of these people share, the default one first, then the oldest; null when there is none. */
  async sharedWorkspace(userIds: readonly string[]): Promise<string | null> {
    const rows = await this.db.manager.query<{ id: string }[]>(
      `SELECT workspaces.id AS id FROM workspaces
       JOIN workspace_members ON workspace_members.workspace_id = workspaces.id
       WHERE workspaces.deleted_at IS NULL AND workspace_members.user_id IN (${marks(userIds)})
       GROUP BY workspaces.id, workspaces.is_default HAVING COUNT(*) = ?
       ORDER BY workspaces.is_default DESC, workspaces.id LIMIT 1`,
      [...userIds, userIds.length],
    );
    return rows[0]?.id ?? null;
  }
}
