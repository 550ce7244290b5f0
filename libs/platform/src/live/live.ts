import type { ServerEvent, ServerPayload } from '#contract';
import type { Socket } from 'socket.io';

/** Names of the Socket.IO rooms. */
export const channels = {
  /** Sockets of everybody who may read the room. */
  room: (roomId: string) => `room:${roomId}`,
  /** Those of them that have it on screen. */
  open: (roomId: string) => `open:${roomId}`,
  user: (userId: string) => `user:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
};

/** A connected socket as the other processes see it. */
export interface LiveSocket {
  userId: string;
  state: 'online' | 'away';
}

/**
 * The live channel to the browsers. It is a hint that heals itself: events may be lost, nothing but the database is
 * the truth. Every method works from any process.
 */
export abstract class Live {
  /**
   * To everybody who may read the room.
   * @param except users who are not to hear this one
   */
  abstract toRoom<E extends ServerEvent>(
    roomId: string,
    event: E,
    payload: ServerPayload<E>,
    except?: readonly string[],
  ): void;

  /** To those who have the room on screen, without the users in `except`. */
  abstract toOpenRoom<E extends ServerEvent>(
    roomId: string,
    event: E,
    payload: ServerPayload<E>,
    except?: readonly string[],
  ): void;

  /** To all sockets of these users. */
  abstract toUsers<E extends ServerEvent>(userIds: readonly string[], event: E, payload: ServerPayload<E>): void;

  /** To everybody who may read at least one of these rooms, once each. */
  abstract toRooms<E extends ServerEvent>(roomIds: readonly string[], event: E, payload: ServerPayload<E>): void;

  /** Lets the open sockets of a user hear a room. */
  abstract join(userId: string, roomId: string): void;

  /** Takes the room away from the open sockets of a user, on screen or not. */
  abstract leave(userId: string, roomId: string): void;

  /** Takes the room away from everybody. */
  abstract closeRoom(roomId: string): void;

  /** Has every process look again, in the database, at who of the sockets that hear a room may do so. */
  abstract recheckRoom(roomId: string): void;

  /** Has every process look again at which rooms the sockets of a user may hear. */
  abstract recheckUser(userId: string): void;

  /** Tells the sockets of a session why it ended, and closes them. */
  abstract endSession(sessionId: string, reason: string): void;

  /** Tells everybody that events may have been missed. */
  abstract catchUp(reason: string): void;
}

/** What only a process with sockets of its own can say: who is there, over all processes. */
export abstract class LiveSockets {
  abstract ofUser(userId: string): Promise<LiveSocket[]>;
  abstract ofRoom(roomId: string): Promise<LiveSocket[]>;

  /** Has `look` called with the sockets of this process that are to be looked at again (`recheckRoom`, `recheckUser`). */
  abstract onRecheck(look: (sockets: Socket[]) => void): void;
}
