import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { createAdapter } from '@socket.io/redis-adapter';
import type { Redis } from 'ioredis';
import type { Server, ServerOptions } from 'socket.io';
import type { SocketLive } from './socket-live.js';

const MAX_FRAME_BYTES = 128 * 1024;

/**
 * Socket.IO as we run it: websocket only (so no sticky sessions), no compression (it costs more than it saves on
 * small frames), no connection-state recovery (it gives rooms back to people who were removed; Q2).
 */
export class LiveAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly live: SocketLive,
    private readonly redis: { publisher: Redis; subscriber: Redis; key: string } | null,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      path: '/socket.io',
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: MAX_FRAME_BYTES,
      pingInterval: 20_000,
      pingTimeout: 15_000,
    } as ServerOptions) as Server;
    if (this.redis) server.adapter(createAdapter(this.redis.publisher, this.redis.subscriber, { key: this.redis.key }));
    this.live.attach(server, this.redis !== null);
    return server;
  }
}
