import { useCallback, useEffect, useRef } from 'react';
import { tell } from '../../realtime/socket.js';

const AT_MOST_EVERY_MS = 3_000;

/** Tells the room that I am typing, now and then, and that I have stopped. */
export function useTyping(roomId: string): (active: boolean) => void {
  const said = useRef<{ at: number; active: boolean }>({ at: 0, active: false });
  const say = useCallback(
    (active: boolean) => {
      const now = Date.now();
      const { at, active: before } = said.current;
      if (active ? before && now - at < AT_MOST_EVERY_MS : !before) return;
      said.current = { at: now, active };
      tell('typing', { roomId, active });
    },
    [roomId],
  );
  useEffect(() => () => say(false), [say]);
  return say;
}
