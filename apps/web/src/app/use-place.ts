import type { Workspace } from '#contract';
import { useParams, useSearch } from '@tanstack/react-router';
import { lastRoomId, useRooms } from '../features/rooms/api.js';
import { useWorkspaces } from '../features/workspaces/api.js';

/** My workspaces and rooms, and the workspace that one is in: that of the open room, the picked one, the last one. */
export function usePlace() {
  const workspaces = useWorkspaces();
  const rooms = useRooms();
  const { roomId } = useParams({ strict: false });
  const { workspace: picked } = useSearch({ strict: false });
  const workspaceOf = (id: string | null | undefined) => rooms.data?.find((room) => room.id === id)?.workspaceId;
  const chosen = workspaceOf(roomId) ?? picked ?? workspaceOf(lastRoomId());
  const current: Workspace | undefined = workspaces.data?.find((it) => it.id === chosen) ?? workspaces.data?.[0];
  return { workspaces, rooms, current };
}
