import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Presence, PresenceState } from '#contract';
import { Live, LiveSockets, type LiveSocket } from '#platform/live';
import { UsersService } from '../users/users.service.js';
import { ParticipantsRepository } from './rooms/participants.repository.js';

/** Several tabs and devices count as one person: online beats away. */
const stateOf = (sockets: readonly LiveSocket[]): PresenceState =>
  sockets.length === 0 ? 'offline' : sockets.some(({ state }) => state === 'online') ? 'online' : 'away';

/** Who is there, over all tabs, devices and processes (R32). */
@Injectable()
export class PresenceService implements BeforeApplicationShutdown {
  private closing = false;

  constructor(
    private readonly live: Live,
    private readonly sockets: LiveSockets,
    private readonly participants: ParticipantsRepository,
    private readonly users: UsersService,
  ) {}

  /** Tells the rooms of a user how present they are now. */
  async announce(userId: string): Promise<void> {
    if (this.closing) return;
    const state = stateOf(await this.sockets.ofUser(userId));
    const lastSeenAt = new Date().toISOString();
    if (state === 'offline') await this.users.seen(userId);
    this.live.toRooms(await this.participants.roomIdsOfUser(userId), 'presence:changed', { userId, state, lastSeenAt });
  }

  /** Everybody's socket closes with this process; who is still there elsewhere is not asked for each. */
  beforeApplicationShutdown(): void {
    this.closing = true;
  }

  /** Everybody in a room who is not offline. */
  async ofRoom(roomId: string): Promise<Presence[]> {
    const byUser = Map.groupBy(await this.sockets.ofRoom(roomId), ({ userId }) => userId);
    const now = new Date().toISOString();
    return [...byUser].map(([userId, sockets]) => ({ userId, state: stateOf(sockets), lastSeenAt: now }));
  }
}
