import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

// The reference for fan-out: Socket.IO that broadcasts prepared frames to rooms, without anything behind it.

interface Run {
  rooms: string[];
  /** Milliseconds between the frames of one room, and how many there are. */
  everyMs: number;
  frames: number;
  text: string;
}

const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });

io.on('connection', (socket) => {
  socket.on('join', async (rooms: string[], done: () => void) => {
    await socket.join(rooms);
    done();
  });
  socket.on('run', ({ rooms, everyMs, frames, text }: Run) => {
    rooms.forEach((room, index) => {
      // Rooms are spread over the interval, as answers that began at different times are.
      const started = performance.now() + (index / rooms.length) * everyMs;
      let sent = 0;
      const tick = (): void => {
        while (sent < frames && performance.now() >= started + sent * everyMs) {
          io.to(room).emit('generation:delta', { messageId: room, offset: sent * text.length, text, kind: 'text' });
          sent += 1;
        }
        if (sent < frames) setTimeout(tick, Math.max(1, started + sent * everyMs - performance.now()));
      };
      tick();
    });
  });
});
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port }));
process.once('SIGTERM', () => process.exit(0));
