import type { Message } from '#contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { keys } from '../../lib/query.js';
import { takeIn } from '../../realtime/realtime.js';
import { loadLog } from '../../realtime/room-session.js';

/** The messages of a room, kept up to date by live events. */
export const useLog = (roomId: string) =>
  useQuery({ queryKey: keys.log(roomId), queryFn: ({ signal }) => loadLog(roomId, signal) });

export const editMessage = (messageId: string, content: string) =>
  api<Message>(`/messages/${messageId}`, { method: 'PATCH', body: { content } }).then(takeIn);

export const deleteMessage = (messageId: string) =>
  api<Message | undefined>(`/messages/${messageId}`, { method: 'DELETE' }).then(
    (message) => message && takeIn(message),
  );

/** A new variant of an answer. */
export const regenerate = (messageId: string) =>
  api<Message>(`/messages/${messageId}/regenerate`, { method: 'POST', body: {} }).then(takeIn);

/** Another attempt of a failed answer. */
export const retry = (generationId: string) =>
  api<Message>(`/generations/${generationId}/retry`, { method: 'POST' }).then(takeIn);
