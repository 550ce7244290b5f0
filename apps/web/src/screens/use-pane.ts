import { useState } from 'react';
import { deviceStorage } from '../lib/storage.js';
import { useMedia } from '../lib/use-media.js';

/** Whether the details pane is open. Beside the room the choice is kept; over the room it begins closed. */
export function usePane() {
  const beside = useMedia('(min-width: 75rem)');
  const [kept, setKept] = useState(() => deviceStorage.read('pane') !== 'closed');
  const [over, setOver] = useState(false);
  const open = beside ? kept : over;
  const set = (next: boolean) => {
    if (!beside) return setOver(next);
    setKept(next);
    deviceStorage.write('pane', next ? null : 'closed');
  };
  return { open, toggle: () => set(!open), show: () => set(true), hide: () => set(false) };
}
