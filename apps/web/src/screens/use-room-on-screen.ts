import { useEffect } from 'react';
import { setReading } from '../realtime/realtime.js';
import { enterRoom, exitRoom, markRead } from '../realtime/room-session.js';

const READ_AFTER_MS = 400;

/** Deltas and typing come in as long as the room is on screen. */
export function useRoomOnScreen(roomId: string): void {
  useEffect(() => {
    enterRoom(roomId);
    return () => exitRoom(roomId);
  }, [roomId]);
}

/** Marks the room as read while its end is before the reader's eyes, also when something changes there. */
export function useReading(roomId: string, atEnd: boolean, rev: number | undefined): void {
  useEffect(() => {
    if (rev === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const reading = atEnd && document.visibilityState === 'visible';
      setReading(reading ? roomId : undefined);
      clearTimeout(timer);
      if (reading) timer = setTimeout(() => markRead(roomId), READ_AFTER_MS);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      setReading(undefined);
    };
  }, [roomId, atEnd, rev]);
}
