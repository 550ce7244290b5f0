import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from '../lib/store.js';
import { connectionStore } from '../realtime/socket.js';

/** A blink of the connection is nobody's business. */
const WORTH_SAYING_MS = 1_200;

/** Says that live events don't come in at the moment. */
export function ConnectionBar() {
  const offline = useStore(connectionStore, (connection) => connection === 'offline');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!offline) return setShown(false);
    const timer = setTimeout(() => setShown(true), WORTH_SAYING_MS);
    return () => clearTimeout(timer);
  }, [offline]);
  return (
    <div role="status">
      {shown && (
        <p className="flex items-center justify-center gap-2 bg-warn-wash px-4 py-1.5 text-13 text-warn">
          <WifiOff size={14} aria-hidden />
          Reconnecting… nothing is lost.
        </p>
      )}
    </div>
  );
}
