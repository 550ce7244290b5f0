import type { RemoteSocket, Server } from 'socket.io';
import { BroadcastLive } from './broadcast-live.js';
import { channels, type LiveSocket, type LiveSockets } from './live.js';

/** How long the other processes may take to say whom they have. */
const OTHERS_TIMEOUT_MS = 500;

type Connected = Pick<RemoteSocket<never, unknown>, 'rooms' | 'data'>;

const told = ({ data }: Connected): LiveSocket => data as LiveSocket;

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

  async ofUser(userId: string): Promise<LiveSocket[]> {
    return (await this.fetch(channels.user(userId))).map(told);
  }

  async ofRoom(roomId: string): Promise<LiveSocket[]> {
    return (await this.fetch(channels.room(roomId))).map(told);
  }

  async roomsHeardBy(userId: string): Promise<string[]> {
    const prefix = channels.room('');
    const heard = (await this.fetch(channels.user(userId))).flatMap(({ rooms }) => [...rooms]);
    return [...new Set(heard)].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  }

  private async fetch(channel: string): Promise<Connected[]> {
    const everywhere = this.io.timeout(OTHERS_TIMEOUT_MS).in(channel).fetchSockets();
    // Without an answer from the other processes, those of this one are known.
    return everywhere.catch(() => this.io.local.in(channel).fetchSockets());
  }
}
