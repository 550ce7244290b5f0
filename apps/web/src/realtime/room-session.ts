import type { ChangesPage, HistoryPage, QueueItem, RoomDetail, RoomView } from '#contract';
import { api } from '../lib/api.js';
import { ProblemError } from '../lib/problem.js';
import { keys, queryClient } from '../lib/query.js';
import type { PresenceByUser } from './apply-event.js';
import { readLog, writeLog } from './cache.js';
import { createCatchUp } from './catch-up.js';
import { liveTexts } from './live-store.js';
import { fromHistory, prependPage, type RoomLog } from './room-log.js';
import { ask, tell } from './socket.js';

/** Reads the newest page of a room; what happens meanwhile is brought in right after. */
export async function loadLog(roomId: string, signal: AbortSignal): Promise<RoomLog> {
  const page = await api<HistoryPage>(`/rooms/${roomId}/messages?limit=50`, { signal });
  // Events that came before the log existed had nowhere to go.
  setTimeout(() => void catchUp(roomId));
  return fromHistory(page);
}

/** Reads one page further back. */
export async function loadOlder(roomId: string): Promise<void> {
  const asked = readLog(roomId);
  const first = asked?.items[0];
  if (!asked?.hasBefore || !first) return;
  const page = await api<HistoryPage>(`/rooms/${roomId}/messages?before=${first.seq}&limit=50`);
  const current = readLog(roomId);
  if (!current || current.items[0]?.id !== first.id) return;
  const next = prependPage(current, page, asked.rev);
  writeLog(roomId, next);
  if (next.rev < current.rev) await catchUp(roomId);
}

/** Brings a loaded room up to date (api.md, `changes`). */
export const catchUp = createCatchUp({
  read: readLog,
  write: writeLog,
  fetchChanges: (roomId, after) => api<ChangesPage>(`/rooms/${roomId}/changes?after=${after}`),
  mayRetry: async (error, failures) => {
    if (error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429) return false;
    await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** failures, 15_000)));
    return true;
  },
});

/** Every room whose log this page holds. */
export const loadedRooms = (): string[] =>
  queryClient
    .getQueriesData<RoomLog>({ queryKey: ['log'] })
    .flatMap(([key, log]) => (log && typeof key[1] === 'string' ? [key[1]] : []));

let openRoomId: string | undefined;

/** The room that is on screen, if any. */
export const currentRoomId = (): string | undefined => openRoomId;

/** Puts a room on screen: from now on its deltas and typing come in. */
export function enterRoom(roomId: string): void {
  if (openRoomId && openRoomId !== roomId) tell('room:close', { roomId: openRoomId });
  openRoomId = roomId;
  void openRoom(roomId);
}

/** Takes a room off the screen. */
export function exitRoom(roomId: string): void {
  if (openRoomId !== roomId) return;
  openRoomId = undefined;
  tell('room:close', { roomId });
}

const opening = new Map<string, Promise<void>>();

/** Asks for the state of the room on screen: what is being written, the queue, who is there. One request at a time. */
export function openRoom(roomId: string): Promise<void> {
  const present = opening.get(roomId);
  if (present) return present;
  const asked = restoreRoom(roomId).finally(() => opening.delete(roomId));
  opening.set(roomId, asked);
  return asked;
}

async function restoreRoom(roomId: string): Promise<void> {
  const answer = await ask('room:open', { roomId }).catch(() => undefined);
  if (!answer) return;
  for (const snapshot of answer.streaming) liveTexts.restore(snapshot);
  queryClient.setQueryData<readonly QueueItem[]>(keys.queue(roomId), answer.queue);
  queryClient.setQueryData<PresenceByUser>(keys.presence, (before) => ({
    ...before,
    ...Object.fromEntries(answer.presence.map((it) => [it.userId, it])),
  }));
  queryClient.setQueryData<RoomDetail>(keys.room(roomId), (before) =>
    before ? { ...before, ...answer.room, me: answer.me } : before,
  );
  const log = readLog(roomId);
  if (log && log.rev < answer.rev) await catchUp(roomId);
}

const lastRead = new Map<string, number>();

/** Says that everything in the room has been read, once per state of the room. */
export function markRead(roomId: string): void {
  const log = readLog(roomId);
  const last = log?.items.at(-1);
  if (!log || !last || lastRead.get(roomId) === log.rev) return;
  lastRead.set(roomId, log.rev);
  queryClient.setQueryData<readonly RoomView[]>(keys.rooms, (rooms) =>
    rooms?.map((room) =>
      room.id === roomId ? { ...room, me: { ...room.me, unread: 0, mentions: 0, readSeq: last.seq } } : room,
    ),
  );
  ask('room:read', { roomId, seq: last.seq }).catch(() => lastRead.delete(roomId));
}
