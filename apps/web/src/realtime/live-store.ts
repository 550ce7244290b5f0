import type { StreamSnapshot } from '#contract';
import { useCallback, useSyncExternalStore } from 'react';
import { endLive, hasGap, mergeFrame, mergeSnapshot, type Frame, type LiveText } from './live-text.js';

const texts = new Map<string, LiveText>();
const listeners = new Map<string, Set<() => void>>();
const touched = new Set<string>();
let frameAsked = false;

/** Tells the painters once per animation frame, however many deltas came since the last one. */
function touch(messageId: string): void {
  touched.add(messageId);
  if (frameAsked) return;
  frameAsked = true;
  requestAnimationFrame(() => {
    frameAsked = false;
    const due = [...touched];
    touched.clear();
    for (const id of due) for (const listener of listeners.get(id) ?? []) listener();
  });
}

function put(messageId: string, next: LiveText): void {
  if (texts.get(messageId) === next) return;
  texts.set(messageId, next);
  touch(messageId);
}

/** The answers that are being written, outside the query cache: they change many times a second and heal by themselves. */
export const liveTexts = {
  get: (messageId: string): LiveText | undefined => texts.get(messageId),
  /** Takes a delta in; true when text before it is missing. */
  receive(frame: Frame): boolean {
    const next = mergeFrame(texts.get(frame.messageId), frame);
    put(frame.messageId, next);
    return hasGap(next);
  },
  restore(snapshot: StreamSnapshot): void {
    put(snapshot.messageId, mergeSnapshot(texts.get(snapshot.messageId), snapshot));
  },
  /** The whole message is there: lets go of the text, and remembers that this attempt is over. */
  end(messageId: string, of: { id: string; attempt: number }): void {
    const present = texts.get(messageId);
    const newer = present && !present.ended && isNewer(present, of);
    if (!newer) put(messageId, endLive({ generationId: of.id, attempt: of.attempt }));
  },
};

const isNewer = (live: LiveText, of: { id: string; attempt: number }) =>
  live.generationId > of.id || (live.generationId === of.id && live.attempt > of.attempt);

/** The live text of a message, painted at most once per frame. */
export function useLiveText(messageId: string): LiveText | undefined {
  const subscribe = useCallback(
    (listener: () => void) => {
      const group = listeners.get(messageId) ?? new Set();
      listeners.set(messageId, group.add(listener));
      return () => {
        group.delete(listener);
        if (group.size === 0) listeners.delete(messageId);
      };
    },
    [messageId],
  );
  return useSyncExternalStore(subscribe, () => texts.get(messageId));
}
