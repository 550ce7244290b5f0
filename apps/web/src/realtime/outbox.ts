import type { Message, User } from '#contract';
import { api } from '../lib/api.js';
import { newClientId } from '../lib/ids.js';
import { OfflineError, ProblemError, sayError } from '../lib/problem.js';
import { tabStorage } from '../lib/storage.js';
import { createStore } from '../lib/store.js';
import { ask } from './socket.js';

/** A message that the server has not acknowledged yet. */
export interface Outgoing {
  readonly clientId: string;
  readonly roomId: string;
  readonly authorId: string;
  readonly content: string;
  readonly createdAt: string;
  /** `waiting`: there is no connection; it goes out as soon as there is one. */
  readonly state: 'sending' | 'waiting' | 'failed';
  readonly reason?: string;
}

const KEY = 'outbox';

/** What has been written and not acknowledged, oldest first. Kept over a reload: sending again makes no second message. */
export const outboxStore = createStore<readonly Outgoing[]>(restore());
outboxStore.subscribe(() => {
  const entries = outboxStore.get();
  tabStorage.write(KEY, entries.length > 0 ? JSON.stringify(entries) : null);
});

function restore(): readonly Outgoing[] {
  try {
    const entries = JSON.parse(tabStorage.read(KEY) ?? '[]') as Outgoing[];
    return entries.map((entry) => (entry.state === 'sending' ? { ...entry, state: 'waiting' } : entry));
  } catch {
    return [];
  }
}

function update(clientId: string, change: Partial<Outgoing>): void {
  outboxStore.set(outboxStore.get().map((entry) => (entry.clientId === clientId ? { ...entry, ...change } : entry)));
}

/** Takes an unsent message back. */
export function discard(clientId: string): void {
  outboxStore.set(outboxStore.get().filter((entry) => entry.clientId !== clientId));
}

type Delivered = (message: Message) => void;

/** Shows a message at once and sends it. */
export function post(roomId: string, content: string, author: User, delivered: Delivered): void {
  const entry: Outgoing = {
    clientId: newClientId(),
    roomId,
    authorId: author.id,
    content,
    createdAt: new Date().toISOString(),
    state: 'waiting',
  };
  outboxStore.set([...outboxStore.get(), entry]);
  void flush(roomId, delivered);
}

/** Tries a failed message again. */
export function resend(clientId: string, delivered: Delivered): void {
  const entry = outboxStore.get().find((it) => it.clientId === clientId);
  if (!entry) return;
  update(clientId, { state: 'waiting', reason: undefined });
  void flush(entry.roomId, delivered);
}

const flushing = new Set<string>();

/** Sends what waits in a room, one after the other, so that it arrives in the order in which it was written. */
export async function flush(roomId: string, delivered: Delivered): Promise<void> {
  if (flushing.has(roomId)) return;
  flushing.add(roomId);
  try {
    for (;;) {
      const next = outboxStore.get().find((entry) => entry.roomId === roomId && entry.state === 'waiting');
      if (!next) return;
      update(next.clientId, { state: 'sending' });
      const sent = await deliver(next);
      if (sent === 'offline') {
        update(next.clientId, { state: 'waiting' });
        return;
      }
      if (typeof sent === 'object') {
        delivered(sent);
        discard(next.clientId);
      }
    }
  } finally {
    flushing.delete(roomId);
  }
}

/** Sends everything that waits, after a connection has come back. */
export function flushAll(delivered: Delivered): void {
  const waiting = outboxStore.get().filter((entry) => entry.state === 'waiting');
  for (const roomId of new Set(waiting.map((entry) => entry.roomId))) void flush(roomId, delivered);
}

async function deliver({ roomId, clientId, content }: Outgoing): Promise<Message | 'offline' | 'failed'> {
  try {
    return await ask('message:send', { roomId, clientId, content })
      .then(({ message }) => message)
      .catch((error: unknown) => {
        // No acknowledgement: perhaps it arrived, perhaps not. The same clientId makes asking again safe.
        if (!(error instanceof OfflineError)) throw error;
        return api<Message>(`/rooms/${roomId}/messages`, { method: 'POST', body: { clientId, content } });
      });
  } catch (error) {
    if (!(error instanceof ProblemError)) return 'offline';
    update(clientId, { state: 'failed', reason: sayError(error) });
    return 'failed';
  }
}
