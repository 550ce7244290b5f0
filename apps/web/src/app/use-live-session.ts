import type { RoomDetail } from '#contract';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { toast } from '../components/ui/toasts.js';
import { keys, queryClient } from '../lib/query.js';
import { sessionStore } from '../lib/session.js';
import { enrolmentStore, stepUpStore } from '../lib/step-up.js';
import { useStore } from '../lib/store.js';
import { startRealtime } from '../realtime/realtime.js';

/** Live events as long as somebody is signed in. */
export function useLiveEvents(): void {
  const router = useRouter();
  // A renewed session brings a new object for the same person: the socket stays.
  const userId = useStore(sessionStore, (session) => (session.kind === 'signed-in' ? session.user.id : undefined));
  useEffect(() => {
    if (!userId) return;
    return startRealtime(userId, {
      onRoomGone: ({ roomId, title, deleted, expected }) => {
        const here = router.state.location.pathname === `/rooms/${roomId}`;
        const name = title ? `“${title}”` : 'a room';
        // Of a room that I know nothing of, such as one that went with its workspace, there is nothing to say.
        if (!expected && (here || (deleted && title)))
          toast(deleted ? `${name} was deleted.` : `You are no longer in ${name}.`);
        if (here) void router.navigate({ to: '/', search: { list: true } });
      },
      onWorkspaceGone: ({ workspaceId, name, expected }) => {
        const { pathname } = router.state.location;
        const room = queryClient.getQueryData<RoomDetail>(keys.room(pathname.replace('/rooms/', '')));
        if (!expected) toast(`You are no longer in ${name ? `“${name}”` : 'a workspace'}.`);
        if (room?.workspaceId === workspaceId || pathname.startsWith(`/workspaces/${workspaceId}`))
          void router.navigate({ to: '/', search: { list: true } });
      },
    });
  }, [userId, router]);
}

/** The sign-in page, with the way back, when the session ends. */
export function useSessionEnd(): void {
  const router = useRouter();
  const ended = useStore(sessionStore, (session) => {
    if (session.kind !== 'anonymous') return undefined;
    return session.reason === undefined ? 'by-choice' : 'by-itself';
  });
  useEffect(() => {
    if (!ended) return;
    stepUpStore.get()?.settle(false);
    enrolmentStore.set(false);
    queryClient.clear();
    const { pathname, href } = router.state.location;
    const back = ended === 'by-itself' && pathname !== '/';
    void router.navigate({ to: '/login', search: { next: back ? href : undefined } });
  }, [ended, router]);
}
