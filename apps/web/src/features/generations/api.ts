import type { QueueItem, RoomMe } from '#contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { OfflineError, sayError } from '../../lib/problem.js';
import { keys } from '../../lib/query.js';
import { ask } from '../../realtime/socket.js';
import { toast } from '../../components/ui/toasts.js';

/** What is being answered in a room and what waits. */
export const useQueue = (roomId: string) =>
  useQuery<readonly QueueItem[]>({
    queryKey: keys.queue(roomId),
    queryFn: async () => (await api<{ items: QueueItem[] }>(`/rooms/${roomId}/generations`)).items,
  });

/** Stops an answer, or takes one that waits out of the line. What was written stays. */
export function stopGeneration(generationId: string): void {
  ask('generation:stop', { generationId })
    .catch((error: unknown) => {
      if (!(error instanceof OfflineError)) throw error;
      return api<void>(`/generations/${generationId}/stop`, { method: 'POST' });
    })
    .catch((error: unknown) => toast(sayError(error), 'bad'));
}

/** Whether I may stop this one (R23: any, or my own). */
export const mayStop = (item: QueueItem, me: RoomMe | undefined, userId: string): boolean =>
  Boolean(me?.can['generation.stopAny'] || (me?.can['generation.stopOwn'] && item.requestedBy === userId));
