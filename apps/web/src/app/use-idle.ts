import { useEffect } from 'react';
import { lastInput, noteInput } from '../lib/last-input.js';

const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
/** How often input is written down, and how often somebody looks at the clock. */
const STEP_MS = 5_000;

/**
 * Calls `onIdle` when no tab of this browser has had input for so many minutes, also when the page was closed or the
 * machine asleep in between. `null`: never.
 */
export function useIdle(minutes: number | null, onIdle: () => void): void {
  useEffect(() => {
    if (minutes === null) return;
    let noted = 0;
    const note = () => {
      if (Date.now() - noted < STEP_MS) return;
      noted = Date.now();
      noteInput();
    };
    const look = () => {
      if (Date.now() - (lastInput() ?? Date.now()) >= minutes * 60_000) onIdle();
    };
    // Before anything else: a page that is opened after too long a time is no input.
    look();
    if (lastInput() === undefined) noteInput();
    const timer = setInterval(look, STEP_MS);
    for (const name of INPUTS) addEventListener(name, note, { passive: true, capture: true });
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      for (const name of INPUTS) removeEventListener(name, note, { capture: true });
      document.removeEventListener('visibilitychange', look);
    };
  }, [minutes, onIdle]);
}
