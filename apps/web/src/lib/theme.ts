import { deviceStorage } from './storage.js';
import { createStore } from './store.js';

export type Theme = 'system' | 'light' | 'dark';

const stored = deviceStorage.read('theme');
const system = matchMedia('(prefers-color-scheme: dark)');

/** The chosen theme; `public/theme.js` applies the same choice before the first paint. */
export const themeStore = createStore<Theme>(stored === 'light' || stored === 'dark' ? stored : 'system');

function apply(): void {
  const theme = themeStore.get();
  const dark = theme === 'dark' || (theme === 'system' && system.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

/** Follows the choice and the system from now on. */
export function startTheme(): void {
  apply();
  system.addEventListener('change', apply);
  themeStore.subscribe(() => {
    const theme = themeStore.get();
    deviceStorage.write('theme', theme === 'system' ? null : theme);
    apply();
  });
}
