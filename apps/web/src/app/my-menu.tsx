import { useNavigate } from '@tanstack/react-router';
import { useMe } from '../features/auth/api.js';
import { UserMenu } from '../features/settings/user-menu.js';
import { sessionStore } from '../lib/session.js';
import { useStore } from '../lib/store.js';
import { leaveEverywhere, leaveHere } from './leave.js';

/** The menu under my picture. */
export function MyMenu() {
  const navigate = useNavigate();
  const user = useStore(sessionStore, (session) => (session.kind === 'signed-in' ? session.user : undefined));
  const { data: me } = useMe();
  if (!user) return null;
  return (
    <UserMenu
      user={user}
      onSettings={() => void navigate({ to: '/settings' })}
      onAdministration={me?.permissions.includes('user.assist') ? () => void navigate({ to: '/admin' }) : undefined}
      onSignOut={() => leaveHere()}
      onSignOutEverywhere={() => leaveEverywhere()}
    />
  );
}
