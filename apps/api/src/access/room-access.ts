import type { RoomAction, RoomRole, TokenScope } from '#contract';
import { AppError, can, effectiveRoomRole, roomPermissions, type RoomFacts } from '#domain';
import type { Actor } from '../auth/sessions.service.js';
import { requireScope } from './scopes.js';

/** One person in one room: the facts, loaded once, and the decisions on them. */
export class RoomAccess {
  constructor(
    readonly actor: Actor,
    readonly roomId: string,
    readonly workspaceId: string,
    readonly facts: RoomFacts,
  ) {}

  /** The role that counts here, whether by taking part or by standing. */
  get role(): RoomRole | null {
    return effectiveRoomRole(this.facts);
  }

  can(action: RoomAction): boolean {
    return can(action, this.facts);
  }

  permissions(): Record<RoomAction, boolean> {
    return roomPermissions(this.facts);
  }

  /** @throws AppError not_found when the room does not exist for this person (Q7), forbidden when the action is not theirs */
  require(action: RoomAction): void {
    if (this.can(action)) return;
    throw new AppError(this.can('room.read') ? 'forbidden' : 'not_found');
  }

  /** @throws AppError scope_missing when the request comes with an API token that was not made for this */
  requireScope(scope: TokenScope): void {
    requireScope(this.actor, scope);
  }
}
