import type { QueueItem, RoomDetail, RoomView, Workspace } from '#contract';
import { keys, queryClient } from '../lib/query.js';
import type { PresenceByUser, Slices } from './apply-event.js';
import type { RoomLog } from './room-log.js';

export const readLog = (roomId: string): RoomLog | undefined => queryClient.getQueryData(keys.log(roomId));

export function writeLog(roomId: string, log: RoomLog): void {
  queryClient.setQueryData(keys.log(roomId), log);
}

/** The slices of the query cache that an event of this room can touch. */
export function readSlices(roomId: string | undefined): Slices {
  const presence = queryClient.getQueryData<PresenceByUser>(keys.presence);
  const rooms = queryClient.getQueryData<readonly RoomView[]>(keys.rooms);
  const workspaces = queryClient.getQueryData<readonly Workspace[]>(keys.workspaces);
  if (roomId === undefined) return { presence, rooms, workspaces };
  return {
    presence,
    rooms,
    workspaces,
    detail: queryClient.getQueryData<RoomDetail>(keys.room(roomId)),
    log: readLog(roomId),
    queue: queryClient.getQueryData<readonly QueueItem[]>(keys.queue(roomId)),
  };
}

/** Writes back those slices that changed; one that went away is removed. */
export function writeSlices(roomId: string | undefined, before: Slices, after: Slices): void {
  const put = (key: readonly unknown[], old: unknown, value: unknown) => {
    if (old === value) return;
    if (value === undefined) queryClient.removeQueries({ queryKey: key, exact: true });
    else queryClient.setQueryData(key, value);
  };
  put(keys.presence, before.presence, after.presence);
  put(keys.rooms, before.rooms, after.rooms);
  put(keys.workspaces, before.workspaces, after.workspaces);
  if (roomId === undefined) return;
  put(keys.room(roomId), before.detail, after.detail);
  put(keys.log(roomId), before.log, after.log);
  put(keys.queue(roomId), before.queue, after.queue);
}
