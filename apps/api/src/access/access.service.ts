import { Injectable } from '@nestjs/common';
import { generationId, messageId, roomId, workspaceId, type RoomAction, type WorkspaceAction } from '#contract';
import { AppError, canInWorkspace, isHereByStanding, isVisit, readableFrom, type RoomFacts } from '#domain';
import { Config } from '#platform/config';
import { timeOf } from '#platform/db';
import type { Actor } from '../auth/sessions.service.js';
import { AccessRepository, type RoomFactsRow } from './access.repository.js';
import { RoomAccess } from './room-access.js';
import type { RoomReference } from './rule.decorator.js';

export { RoomAccess } from './room-access.js';

/** What a visit leads to; whoever knows the rooms says so. */
export type VisitListener = (access: RoomAccess) => Promise<void>;

const ID_SCHEMAS = { room: roomId, message: messageId, generation: generationId };

/** Loads the facts about a person and a thing, and lets the one decision function judge (Q6). */
@Injectable()
export class AccessService {
  private visited: VisitListener = () => Promise.reject(new Error('Nobody keeps the book of visits'));

  constructor(
    private readonly config: Config,
    private readonly facts: AccessRepository,
  ) {}

  /** Has `listener` called, and awaited, before somebody who takes no part in a room reads in it (R12). */
  onVisit(listener: VisitListener): void {
    this.visited = listener;
  }

  /**
   * What a person may do in a room, once it is certain that they may do `action`.
   * @param enters false: nothing that is said in the room is read, so being there by standing is no visit
   * @throws AppError not_found, forbidden, room_archived
   */
  async room(
    actor: Actor,
    action: RoomAction,
    by: RoomReference,
    id: string,
    { enters = true } = {},
  ): Promise<RoomAccess> {
    const row = ID_SCHEMAS[by].safeParse(id).success ? await this.facts.roomFacts(actor.userId, by, id) : null;
    if (!row) throw new AppError('not_found');
    const access = this.access(actor, row);
    access.require(action);
    if (enters && isVisit(action, access.facts)) await this.visited(access);
    return access;
  }

  /** Access to many rooms at once, by room id; rooms that don't exist are left out. */
  async rooms(actor: Actor, roomIds: readonly string[]): Promise<Map<string, RoomAccess>> {
    const rows = await this.facts.factsOfRooms(actor.userId, roomIds);
    return new Map(rows.map((row) => [row.roomId, this.access(actor, row)]));
  }

  /** @throws AppError not_found for those who are no members, forbidden for members who may not */
  async workspace(actor: Actor, action: WorkspaceAction, id: string): Promise<void> {
    const role = workspaceId.safeParse(id).success ? await this.facts.workspaceRole(actor.userId, id) : null;
    if (!role) throw new AppError('not_found');
    if (!canInWorkspace(action, { serverRole: actor.role, workspaceRole: role })) throw new AppError('forbidden');
  }

  private access(actor: Actor, row: RoomFactsRow): RoomAccess {
    const facts: RoomFacts = {
      serverRole: actor.role,
      workspaceRole: row.workspaceRole,
      roomRole: row.roomRole,
      kind: row.kind,
      visibility: row.visibility,
      archived: row.archivedAt !== null,
      kidPresent: Boolean(Number(row.kidPresent)),
      adminReadsPrivate: this.config.env.ADMIN_READS_PRIVATE,
      muted: row.mutedUntil !== null && timeOf(row.mutedUntil) > new Date(),
      banned: row.bannedAt !== null,
    };
    const { history, joinedSeq } = row;
    const from = readableFrom({ history, joinedSeq, byStanding: isHereByStanding(facts) });
    return new RoomAccess(actor, row.roomId, row.workspaceId, facts, from);
  }
}
