import type { Ack, ClientAnswer, ClientEvent, ClientPayload, ServerEvent } from '#contract';
import { io, type Socket } from 'socket.io-client';
import { OfflineError, ProblemError } from '../lib/problem.js';
import { accessToken, onRenewal, renewSession } from '../lib/session.js';
import { createStore } from '../lib/store.js';
import type { LiveEvent } from './apply-event.js';

/** Whether live events come in. `new`: not connected yet since the page was opened. */
export type Connection = 'new' | 'online' | 'offline';
export const connectionStore = createStore<Connection>('new');

const ACK_TIMEOUT_MS = 8_000;

const SERVER_EVENTS: Record<ServerEvent, true> = {
  'message:created': true,
  'message:updated': true,
  'message:deleted': true,
  'generation:state': true,
  'generation:delta': true,
  'queue:changed': true,
  'room:updated': true,
  'room:deleted': true,
  'assistants:changed': true,
  'participant:joined': true,
  'participant:left': true,
  'participant:updated': true,
  'workspace:updated': true,
  'workspace:left': true,
  'invites:changed': true,
  typing: true,
  'presence:changed': true,
  'room:read': true,
  'session:ended': true,
  'catch-up': true,
};

interface Handlers {
  onConnect(): void;
  onEvent(event: LiveEvent): void;
}

let socket: Socket | undefined;

/** Opens the page's one socket. Gives back how to close it. */
export function openSocket(handlers: Handlers): () => void {
  const current = io({
    path: '/socket.io',
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 5_000,
    auth: (give) => give({ token: accessToken() }),
  });
  socket = current;
  let comeBack: ReturnType<typeof setTimeout> | undefined;
  /** Socket.IO does not come back by itself after a refusal or when the server hung up. */
  const reconnectWithFreshToken = () => {
    clearTimeout(comeBack);
    comeBack = setTimeout(() => {
      renewSession()
        .then((token) => token && current.connect())
        .catch(reconnectWithFreshToken);
    }, 500);
  };

  current.on('connect', () => {
    connectionStore.set('online');
    handlers.onConnect();
  });
  current.on('connect_error', (error) => {
    connectionStore.set('offline');
    if (current.active) return;
    if ((error as { data?: { code?: string } }).data?.code === 'unauthorized') reconnectWithFreshToken();
    else comeBack = setTimeout(() => current.connect(), 2_000);
  });
  current.on('disconnect', (reason) => {
    connectionStore.set('offline');
    if (reason === 'io server disconnect') reconnectWithFreshToken();
  });
  for (const name of Object.keys(SERVER_EVENTS)) {
    current.on(name, (data: unknown) => handlers.onEvent({ name, data } as LiveEvent));
  }
  const stopRenewal = onRenewal((token) => {
    if (current.connected) void ask('auth:renew', { token }).catch(() => undefined);
  });

  return () => {
    stopRenewal();
    clearTimeout(comeBack);
    current.removeAllListeners();
    current.disconnect();
    if (socket === current) socket = undefined;
    connectionStore.set('new');
  };
}

/**
 * Sends an event and waits for its acknowledgement.
 *
 * @throws {ProblemError} when the server refuses
 * @throws {OfflineError} when there is no connection or no answer in time: what was asked may or may not have happened
 */
export async function ask<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<ClientAnswer<E>> {
  if (!socket?.connected) throw new OfflineError();
  const ack = (await socket
    .timeout(ACK_TIMEOUT_MS)
    .emitWithAck(event, payload)
    .catch((error: unknown) => {
      throw new OfflineError(error);
    })) as Ack<E>;
  if (ack.ok) return ack.data;
  throw new ProblemError(ack.error);
}

/** Sends an event whose loss does not matter. */
export function tell<E extends ClientEvent>(event: E, payload: ClientPayload<E>): void {
  if (socket?.connected) void ask(event, payload).catch(() => undefined);
}
