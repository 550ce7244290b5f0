import type { Me } from '#contract';
import { Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect } from 'react';
import { Toasts } from '../components/ui/toasts.js';
import { useMe } from '../features/auth/api.js';
import { setDateLocale } from '../lib/dates.js';
import { queryClient } from '../lib/query.js';
import { sessionStore } from '../lib/session.js';
import { enrolmentStore, stepUpStore } from '../lib/step-up.js';
import { useStore } from '../lib/store.js';
import { Announcer } from './announcer.js';
import { ConnectionBar } from './connection-bar.js';
import { Dialogs } from './dialogs.js';
import { leaveHere } from './leave.js';
import { PaletteHost } from './palette-host.js';
import { useIdle } from './use-idle.js';
import { useLiveEvents, useSessionEnd } from './use-live-session.js';

const EnrolmentScreen = lazy(() =>
  import('../screens/enrolment-screen.js').then((m) => ({ default: m.EnrolmentScreen })),
);
const ConfirmIdentity = lazy(() =>
  import('../features/auth/confirm-identity.js').then((m) => ({ default: m.ConfirmIdentity })),
);

/** Everything behind a sign-in; for those who have yet to set up a second factor, that alone. */
export function Shell() {
  const signedIn = useStore(sessionStore, (session) => session.kind === 'signed-in');
  const demanded = useStore(enrolmentStore);
  const { data: me } = useMe();
  useSessionEnd();
  const idle = useCallback(() => leaveHere('You were signed out because nobody was here.'), []);
  useIdle(signedIn ? (me?.idleLogoutMinutes ?? null) : null, idle);
  if (!signedIn) return null;
  const mustEnrol = demanded || (me !== undefined && me.twoFactor.required && !me.twoFactor.enabled);
  return (
    <>
      {mustEnrol ? <Gate /> : <Inside me={me} />}
      <StepUpHost me={me} />
      <Toasts />
    </>
  );
}

function Gate() {
  const router = useRouter();
  return (
    <Suspense>
      <EnrolmentScreen
        onSignOut={() => leaveHere()}
        onDone={() => {
          void queryClient.resetQueries().then(() => {
            enrolmentStore.set(false);
            return router.invalidate();
          });
        }}
      />
    </Suspense>
  );
}

function Inside({ me }: { me: Me | undefined }) {
  useLiveEvents();
  const language = me?.language ?? null;
  const timeZone = me?.timeZone ?? null;
  useEffect(() => {
    if (me) setDateLocale({ language, timeZone });
  }, [me, language, timeZone]);
  return (
    <>
      <div className="flex h-[var(--app-height,100dvh)] flex-col">
        <ConnectionBar />
        <div className="min-h-0 flex-1">
          <Outlet />
        </div>
      </div>
      <PaletteHost />
      <Dialogs />
      <Announcer />
    </>
  );
}

/** Where one is asked to confirm that it is oneself. */
function StepUpHost({ me }: { me: Me | undefined }) {
  const stepUp = useStore(stepUpStore);
  return <Suspense>{stepUp && me && <ConfirmIdentity me={me} stepUp={stepUp} />}</Suspense>;
}
