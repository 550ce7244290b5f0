import type { CreateRoomRequest, RoomCode, RoomDetail, RoomPreview, RoomView } from '#contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { keys, queryClient } from '../../lib/query.js';
import { deviceStorage } from '../../lib/storage.js';
import { expectGone } from '../../realtime/realtime.js';

/** All my rooms, over every page of the list. */
async function fetchRooms(): Promise<RoomView[]> {
  const rooms: RoomView[] = [];
  let cursor: string | null = null;
  do {
    const from: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page = await api<{ items: RoomView[]; nextCursor?: string | null }>(`/rooms?limit=100${from}`);
    rooms.push(...page.items);
    cursor = page.nextCursor ?? null;
  } while (cursor);
  return rooms;
}

/** My rooms with their unread marks, kept fresh by live events. */
export const useRooms = () => useQuery<readonly RoomView[]>({ queryKey: keys.rooms, queryFn: fetchRooms });

/** A room with its people and assistants. */
export const useRoom = (roomId: string) =>
  useQuery({ queryKey: keys.room(roomId), queryFn: () => api<RoomDetail>(`/rooms/${roomId}`) });

/** Public rooms that I may join. */
export const useDiscover = (workspaceId: string, q: string) =>
  useQuery({
    queryKey: keys.discover(workspaceId, q),
    queryFn: ({ signal }) =>
      api<{ items: RoomView[] }>(`/workspaces/${workspaceId}/rooms/discover?q=${encodeURIComponent(q)}`, { signal }),
    staleTime: 0,
    placeholderData: (before) => before,
  });

/** What a room code leads to. */
export const useRoomPreview = (code: string) =>
  useQuery({
    queryKey: keys.roomCode(code),
    queryFn: () => api<RoomPreview>(`/rooms/by-code/${encodeURIComponent(code)}`),
  });

const keepRoom = async (room: RoomDetail): Promise<RoomDetail> => {
  queryClient.setQueryData(keys.room(room.id), room);
  await queryClient.invalidateQueries({ queryKey: keys.rooms });
  return room;
};

export const createRoom = (workspaceId: string, body: CreateRoomRequest) =>
  api<RoomDetail>(`/workspaces/${workspaceId}/rooms`, { method: 'POST', body }).then(keepRoom);

export const joinRoom = (roomId: string) => api<RoomDetail>(`/rooms/${roomId}/join`, { method: 'POST' }).then(keepRoom);

export const joinByCode = (code: string) =>
  api<RoomDetail>('/rooms/join', { method: 'POST', body: { code } }).then(keepRoom);

export const leaveRoom = (roomId: string) => {
  expectGone(roomId);
  return api<void>(`/rooms/${roomId}/leave`, { method: 'POST' });
};

/** The room's join code as it is, null where it is switched off. */
export const useRoomCode = (roomId: string) =>
  useQuery({
    queryKey: keys.codeOf(roomId),
    queryFn: () => api<RoomCode | null>(`/rooms/${roomId}/code`),
    staleTime: 0,
    gcTime: 0,
  });

/** Makes a new join code; the one before stops working. */
export const makeCode = (roomId: string) => api<RoomCode>(`/rooms/${roomId}/code`, { method: 'POST' });

export const dropCode = (roomId: string) => api<void>(`/rooms/${roomId}/code`, { method: 'DELETE' });

/** Remembers where one was, for the next visit. */
export const rememberRoom = (roomId: string): void => deviceStorage.write('last-room', roomId);

/** The room where one was last on this device, if any. */
export const lastRoomId = (): string | null => deviceStorage.read('last-room');

/** The room to open when none is named: the last one, else “general”, else the liveliest. */
export async function landingRoomId(): Promise<string | undefined> {
  const rooms = await queryClient.fetchQuery<readonly RoomView[]>({ queryKey: keys.rooms, queryFn: fetchRooms });
  const last = lastRoomId();
  const byActivity = [...rooms].sort((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt));
  return (rooms.find((room) => room.id === last) ?? rooms.find((room) => room.title === 'general') ?? byActivity[0])
    ?.id;
}
