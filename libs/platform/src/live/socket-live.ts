import type { Server, Socket } from 'socket.io';
import { BroadcastLive, RECHECK } from './broadcast-live.js';
import { channels, type LiveSocket, type LiveSockets } from './live.js';

/** How long the other processes may take to say whom they have. */
const OTHERS_TIMEOUT_MS = 500;

/** The live channel of a process that has sockets of its own; the Redis adapter, where there is one, carries it to the others. */
export class SocketLive extends BroadcastLive implements LiveSockets {
  private server: Server | null = null;
  private hasPeers = false;
  private look: (sockets: Socket[]) => void = () => undefined;

  /** @param hasPeers whether other processes are reached through the adapter */
  attach(server: Server, hasPeers: boolean): void {
    this.server = server;
    this.hasPeers = hasPeers;
    server.on(RECHECK, (channel: string) => this.lookAt(channel));
  }

  onRecheck(look: (sockets: Socket[]) => void): void {
    this.look = look;
  }

  protected recheck(channel: string): void {
    this.lookAt(channel);
    if (this.hasPeers) this.server?.serverSideEmit(RECHECK, channel);
  }

  private lookAt(channel: string): void {
    if (!this.server) return;
    const { adapter, sockets } = this.server.sockets;
    const ids = [...(adapter.rooms.get(channel) ?? [])];
    this.look(ids.flatMap((id) => sockets.get(id) ?? []));
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
