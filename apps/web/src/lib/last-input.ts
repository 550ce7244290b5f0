import { deviceStorage } from './storage.js';

const KEY = 'last-input';

/** When somebody last did something on any tab of this browser, in ms; undefined: never noted. */
export function lastInput(): number | undefined {
  const noted = deviceStorage.read(KEY);
  return noted === null ? undefined : Number(noted);
}

/** Somebody is here right now. */
export const noteInput = (): void => deviceStorage.write(KEY, String(Date.now()));
