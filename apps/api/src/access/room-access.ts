import type { RoomAction, RoomRole } from '#contract';
import { AppError, can, effectiveRoomRole, NOTHING_YET, roomPermissions, type RoomFacts } from '#domain';
import type { Actor } from '../auth/sessions.service.js';

/** One person in one room: the facts, loaded once, and the decisions on them. */
export class RoomAccess {
  constructor(
    readonly actor: Actor,
    readonly roomId: string,
    readonly workspaceId: string,
    readonly facts: RoomFacts,
    /** The lowest `seq` that this person may read here: what lies before does not exist for them (`readableFrom`). */
    readonly from: number,
  ) {}

  /** The role that counts here, whether by taking part or by standing. */
  get role(): RoomRole | null {
    return effectiveRoomRole(this.facts);
  }

  /** May this person's sockets hear the room? Not where they may look in but read nothing before they join. */
  get hears(): boolean {
    return this.can('room.read') && this.from !== NOTHING_YET;
  }

  can(action: RoomAction): boolean {
    return can(action, this.facts);
  }

  permissions(): Record<RoomAction, boolean> {
    return roomPermissions(this.facts);
  }

  /**
   * @throws AppError not_found when the room does not exist for this person (Q7), room_archived when only that stands
   *   in the way, forbidden when the action is not theirs
   */
  require(action: RoomAction): void {
    if (this.can(action)) return;
    if (!this.can('room.read')) throw new AppError('not_found');
    if (this.facts.archived && can(action, { ...this.facts, archived: false })) throw new AppError('room_archived');
    if (this.facts.muted && can(action, { ...this.facts, muted: false }))
      throw new AppError('forbidden', 'You are muted in this room for now.');
    throw new AppError('forbidden');
  }
}
