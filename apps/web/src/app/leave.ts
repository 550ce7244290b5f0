import { toast } from '../components/ui/toasts.js';
import { signOut, signOutEverywhere } from '../features/auth/api.js';
import { sayError } from '../lib/problem.js';
import { endSession } from '../lib/session.js';

const leave =
  (how: () => Promise<void>) =>
  (reason?: string): void => {
    how().then(
      () => endSession(reason),
      (error: unknown) => toast(sayError(error), 'bad'),
    );
  };

/** Ends this session; `reason` is shown on the sign-in page when it was not by choice. */
export const leaveHere = leave(signOut);
/** Ends every session of mine. */
export const leaveEverywhere = leave(signOutEverywhere);
