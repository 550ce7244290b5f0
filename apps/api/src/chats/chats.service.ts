/** The feature's public face for other features. */
export { AnnouncePerson } from './rooms/announce-person.js';
export { ApplyServerRole } from './rooms/apply-server-role.js';
export { AssignRooms } from './rooms/assign-rooms.js';
export { CreateRoom } from './rooms/create-room.js';
export { JoinRoom } from './rooms/join-room.js';
export { LeaveRooms } from './rooms/leave-rooms.js';
