import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { ServerPayload } from '#contract';
import { channels, LiveSockets, type LiveConnection } from '#platform/live';
import { AccessService } from '../access/access.service.js';
import { RoomsService } from './rooms/rooms.service.js';
import { SocketSession } from './socket-session.js';

/** What a lost word between the processes left behind is put right within this time (rulings 27: 30 s). */
const SWEEP_MS = 20_000;
const PREFIX = channels.room('');

/** Puts the sockets of this process where the database says they belong. */
@Injectable()
export class SocketSweep implements BeforeApplicationShutdown {
  private readonly logger = new Logger(SocketSweep.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly session: SocketSession,
    private readonly rooms: RoomsService,
    private readonly access: AccessService,
    private readonly sockets: LiveSockets,
  ) {}

  /** @param sockets those of this process, asked anew each time */
  start(sockets: () => Iterable<LiveConnection>): void {
    this.sockets.onRecheck((some) => void this.sweep(some));
    this.timer = setInterval(() => void this.sweep(sockets()), SWEEP_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Lets a socket hear the rooms of its user and no others; one whose session has ended is closed. */
  async settle(socket: LiveConnection): Promise<void> {
    const actor = await this.session.revive(socket);
    if (!actor) return;
    const own = (await this.rooms.roomIdsOf(actor.userId)).map(channels.room);
    const heard = [...socket.rooms].filter((channel) => channel.startsWith(PREFIX));
    const foreign = heard.filter((channel) => !own.includes(channel)).map((channel) => channel.slice(PREFIX.length));
    const readable = await this.access.rooms(actor, foreign);
    for (const roomId of foreign.filter((id) => !readable.get(id)?.hears)) {
      await socket.leave(channels.room(roomId));
      await socket.leave(channels.open(roomId));
      // What one may not see and what is not there look the same.
      socket.emit('room:deleted', { roomId } satisfies ServerPayload<'room:deleted'>);
    }
    await socket.join(own.filter((channel) => !heard.includes(channel)));
  }

  private async sweep(sockets: Iterable<LiveConnection>): Promise<void> {
    try {
      for (const socket of sockets) await this.settle(socket);
    } catch (error) {
      this.logger.warn(`The sockets could not be checked: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
