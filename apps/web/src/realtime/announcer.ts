import { createStore } from '../lib/store.js';

/** What the page's one polite live region says. */
export const announcement = createStore('');

/** Reads something out to people who listen to the page. The same words twice are read twice. */
export function announce(text: string): void {
  announcement.set(announcement.get() === text ? `${text}\u00a0` : text);
}
