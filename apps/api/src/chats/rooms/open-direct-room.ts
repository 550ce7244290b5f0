import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { Db, isDuplicate } from '#platform/db';
import type { Actor } from '../../auth/sessions.service.js';
import { UsersService } from '../../users/users.service.js';
import { AcquaintancesRepository } from './acquaintances.repository.js';
import { JoinRoom } from './join-room.js';
import { newRoom } from './new-room.js';
import { RoomsRepository } from './rooms.repository.js';

/** Finds the conversation of two or a few people, or makes it (R25, rulings 21). */
@Injectable()
export class OpenDirectRoom {
  constructor(
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly acquaintances: AcquaintancesRepository,
    private readonly users: UsersService,
    private readonly joinRoom: JoinRoom,
  ) {}

  /**
   * @param userIds the others
   * @returns the room, and whether this call made it: the same people have one
   * @throws AppError validation_failed (nobody else), not_found (nobody whom the caller knows), forbidden (a kid)
   */
  async run(actor: Actor, userIds: readonly string[]): Promise<{ roomId: string; created: boolean }> {
    const others = [...new Set(userIds)].filter((id) => id !== actor.userId);
    if (others.length === 0)
      throw new AppError('validation_failed', undefined, {
        errors: [{ path: 'userIds', message: 'Name somebody other than yourself.' }],
      });
    const people = [actor.userId, ...others].sort();
    const key = createHash('sha256').update(JSON.stringify(people)).digest('hex');
    const workspaceId = await this.workspaceOf(people, others);
    try {
      return await this.db.tx(() => this.findOrMake(actor.userId, people, key, workspaceId));
    } catch (error) {
      // Somebody else of them was quicker, in another process.
      const found = isDuplicate(error, 'rooms_direct_key') ? await this.rooms.byDirectKey(key) : null;
      if (found) return { roomId: found.id, created: false };
      throw error;
    }
  }

  private async workspaceOf(people: readonly string[], others: readonly string[]): Promise<string> {
    const workspaceId = await this.acquaintances.sharedWorkspace(people);
    const known = [...(await this.users.views(others)).values()].filter(({ active }) => active);
    if (!workspaceId || known.length < others.length) throw new AppError('not_found');
    if (known.some(({ role }) => role === 'kid')) throw new AppError('forbidden', 'Kids have no direct messages.');
    return workspaceId;
  }

  private async findOrMake(
    createdBy: string,
    people: readonly string[],
    directKey: string,
    workspaceId: string,
  ): Promise<{ roomId: string; created: boolean }> {
    const found = await this.rooms.byDirectKey(directKey);
    if (found) return { roomId: found.id, created: false };
    const room = newRoom({
      workspaceId,
      kind: 'direct',
      title: '',
      topic: '',
      visibility: 'private',
      maxParticipants: people.length,
      joinCode: null,
      directKey,
      createdBy,
    });
    await this.rooms.insert(room);
    for (const userId of people) await this.joinRoom.run(room.id, userId);
    return { roomId: room.id, created: true };
  }
}
