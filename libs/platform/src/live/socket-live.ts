import type { Server } from 'socket.io';
import { BroadcastLive } from './broadcast-live.js';
import { channels, type LiveSocket, type LiveSockets } from './live.js';

/** How long the other processes may take to say whom they have. */
const OTHERS_TIMEOUT_MS = 500;

/** The live channel of a process that has sockets of its own; the Redis adapter, where there is one, carries it to the others. */
export class SocketLive extends BroadcastLive implements LiveSockets {
  private server: Server | null = null;

  attach(server: Server): void {
    this.server = server;
  }

  protected get io(): Server {
    if (!this.server) throw new Error('The socket server is not listening yet');
    return this.server;
  }

  /** Before the first socket there is nobody who could have missed anything. */
  override catchUp(reason: string): void {
    if (this.server) super.catchUp(reason);
  }

  ofUser(userId: string): Promise<LiveSocket[]> {
    return this.fetch(channels.user(userId));
  }

  ofRoom(roomId: string): Promise<LiveSocket[]> {
    return this.fetch(channels.room(roomId));
  }

  private async fetch(channel: string): Promise<LiveSocket[]> {
    const everywhere = this.io.timeout(OTHERS_TIMEOUT_MS).in(channel).fetchSockets();
    // Without an answer from the other processes, those of this one are known.
    const sockets = await everywhere.catch(() => this.io.local.in(channel).fetchSockets());
    return sockets.map((socket) => socket.data as LiveSocket);
  }
}
