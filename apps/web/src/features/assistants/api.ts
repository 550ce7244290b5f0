import type { Assistant, CreateAssistantRequest, Model, UpdateAssistantRequest } from '#contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { keys, queryClient } from '../../lib/query.js';

/** The models that an assistant can have. */
export const useModels = () =>
  useQuery({ queryKey: keys.models, queryFn: async () => await api<{ items: Model[] }>('/models'), staleTime: 60_000 });

const refetchRoom = async <T>(roomId: string, value: T): Promise<T> => {
  await queryClient.invalidateQueries({ queryKey: keys.room(roomId) });
  return value;
};

export const createAssistant = (roomId: string, body: CreateAssistantRequest) =>
  api<Assistant>(`/rooms/${roomId}/assistants`, { method: 'POST', body }).then((it) => refetchRoom(roomId, it));

export const updateAssistant = (roomId: string, assistantId: string, body: UpdateAssistantRequest) =>
  api<Assistant>(`/rooms/${roomId}/assistants/${assistantId}`, { method: 'PATCH', body }).then((it) =>
    refetchRoom(roomId, it),
  );

export const removeAssistant = (roomId: string, assistantId: string) =>
  api<void>(`/rooms/${roomId}/assistants/${assistantId}`, { method: 'DELETE' }).then((it) => refetchRoom(roomId, it));
