import type { ServerEvent, ServerPayload } from '#contract';
import { channels, Live } from './live.js';

/** A process says this to the others, with the channel whose sockets are to be looked at again. */
export const RECHECK = 'recheck';

/** What Socket.IO's server and its Redis emitter have in common. */
export interface Broadcaster {
  emit(event: string, payload: unknown): unknown;
  to(room: string | string[]): {
    except(room: string | string[]): { emit(event: string, payload: unknown): unknown };
    emit(event: string, payload: unknown): unknown;
  };
  in(room: string): {
    socketsJoin(room: string | string[]): void;
    socketsLeave(room: string | string[]): void;
    disconnectSockets(close?: boolean): void;
  };
}

/** The live channel through Socket.IO: always to rooms, so that a frame is encoded once, never looping over sockets. */
export abstract class BroadcastLive extends Live {
  protected abstract readonly io: Broadcaster;

  /** Has the processes look again at the sockets in this channel. */
  protected abstract recheck(channel: string): void;

  toRoom<E extends ServerEvent>(
    roomId: string,
    event: E,
    payload: ServerPayload<E>,
    except: readonly string[] = [],
  ): void {
    this.io.to(channels.room(roomId)).except(except.map(channels.user)).emit(event, payload);
  }

  toOpenRoom<E extends ServerEvent>(
    roomId: string,
    event: E,
    payload: ServerPayload<E>,
    except: readonly string[] = [],
  ): void {
    this.io.to(channels.open(roomId)).except(except.map(channels.user)).emit(event, payload);
  }

  toUsers<E extends ServerEvent>(userIds: readonly string[], event: E, payload: ServerPayload<E>): void {
    if (userIds.length > 0) this.io.to(userIds.map(channels.user)).emit(event, payload);
  }

  toRooms<E extends ServerEvent>(roomIds: readonly string[], event: E, payload: ServerPayload<E>): void {
    if (roomIds.length > 0) this.io.to(roomIds.map(channels.room)).emit(event, payload);
  }

  join(userId: string, roomId: string): void {
    this.io.in(channels.user(userId)).socketsJoin(channels.room(roomId));
  }

  leave(userId: string, roomId: string): void {
    this.io.in(channels.user(userId)).socketsLeave([channels.room(roomId), channels.open(roomId)]);
  }

  closeRoom(roomId: string): void {
    this.io.in(channels.room(roomId)).socketsLeave([channels.room(roomId), channels.open(roomId)]);
  }

  recheckRoom(roomId: string): void {
    this.recheck(channels.room(roomId));
  }

  recheckUser(userId: string): void {
    this.recheck(channels.user(userId));
  }

  endSession(sessionId: string, reason: string): void {
    this.io.to(channels.session(sessionId)).emit('session:ended', { reason });
    this.io.in(channels.session(sessionId)).disconnectSockets(true);
  }

  catchUp(reason: string): void {
    this.io.emit('catch-up', { reason } satisfies ServerPayload<'catch-up'>);
  }
}
