export { channels, Live, LiveSockets, type LiveSocket } from './live.js';
export { LiveAdapter } from './live-adapter.js';
export { SocketLive } from './socket-live.js';
/** A socket of this process. */
export type { Socket as LiveConnection } from 'socket.io';
