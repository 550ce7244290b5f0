/** The feature's public face for other features. */
export { CreateRoom } from './rooms/create-room.js';
export { JoinRoom } from './rooms/join-room.js';
