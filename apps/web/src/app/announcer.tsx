import { useStore } from '../lib/store.js';
import { announcement } from '../realtime/announcer.js';

/** The page's polite live region: who is answering, and how a finished answer begins. Never each token. */
export const Announcer = () => (
  <div aria-live="polite" className="sr-only" data-testid="announcer">
    {useStore(announcement)}
  </div>
);
