import { createStore } from '../lib/store.js';

/** Who is typing, by room. Somebody who says nothing more for a while has stopped. */
export const typingStore = createStore<Readonly<Record<string, readonly string[]>>>({});

const EXPIRES_AFTER_MS = 6_000;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Notes that someone types or has stopped. */
export function noteTyping(roomId: string, userId: string, active: boolean): void {
  const key = `${roomId} ${userId}`;
  clearTimeout(timers.get(key));
  timers.delete(key);
  const present = typingStore.get()[roomId] ?? [];
  if (active)
    timers.set(
      key,
      setTimeout(() => noteTyping(roomId, userId, false), EXPIRES_AFTER_MS),
    );
  if (active === present.includes(userId)) return;
  const next = active ? [...present, userId] : present.filter((id) => id !== userId);
  typingStore.set({ ...typingStore.get(), [roomId]: next });
}
