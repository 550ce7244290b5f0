import type { Me, Workspace } from '#contract';
import { useNavigate } from '@tanstack/react-router';
import { Compass, KeyRound, Monitor, Moon, Plus, Settings, Sun, UserPlus, Users } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { useMe } from '../features/auth/api.js';
import type { PaletteCommand } from '../features/palette/palette.js';
import { createStore, useStore } from '../lib/store.js';
import { themeStore } from '../lib/theme.js';
import { openDialog } from './dialogs.js';
import { usePlace } from './use-place.js';

const Palette = lazy(() => import('../features/palette/palette.js').then((m) => ({ default: m.Palette })));

const apple = /Mac|iP(hone|ad)/.test(navigator.userAgent);

/** How this machine writes the palette's shortcut. */
export const shortcutName = apple ? '⌘K' : 'Ctrl K';

const openStore = createStore(false);

export const openPalette = (): void => openStore.set(true);

/** Opens the palette on Ctrl/Cmd+K and fills it with what can be done here. */
export function PaletteHost() {
  const { data: me } = useMe();
  const { rooms, current } = usePlace();
  const open = useStore(openStore);
  const navigate = useNavigate();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(apple ? event.metaKey : event.ctrlKey) || event.shiftKey) return;
      event.preventDefault();
      openStore.set(!openStore.get());
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  if (!open) return null;
  return (
    <Suspense>
      <Palette
        rooms={rooms.data ?? []}
        commands={commandsFor(current, me, (to) => void navigate({ to }))}
        onRoom={(roomId) => void navigate({ to: '/rooms/$roomId', params: { roomId } })}
        onClose={() => openStore.set(false)}
      />
    </Suspense>
  );
}

function commandsFor(
  workspace: Workspace | undefined,
  me: Me | undefined,
  go: (to: '/settings' | '/admin/users') => void,
): PaletteCommand[] {
  const commands: PaletteCommand[] = [];
  if (workspace?.can['room.create']) {
    commands.push({ label: 'New room', icon: Plus, run: () => openDialog({ kind: 'create-room', workspace }) });
  }
  if (workspace?.can['room.discover']) {
    commands.push({ label: 'Discover rooms', icon: Compass, run: () => openDialog({ kind: 'discover', workspace }) });
  }
  commands.push({ label: 'Join with a code', icon: KeyRound, run: () => openDialog({ kind: 'join-by-code' }) });
  if (workspace?.can['workspace.invite']) {
    commands.push({
      label: 'Invite people',
      icon: UserPlus,
      run: () => openDialog({ kind: 'invite-people', workspace }),
    });
  }
  commands.push({ label: 'Settings', icon: Settings, run: () => go('/settings') });
  if (me?.permissions.includes('user.assist')) {
    commands.push({ label: 'Manage users', icon: Users, run: () => go('/admin/users') });
  }
  commands.push(
    { label: 'Light theme', icon: Sun, run: () => themeStore.set('light') },
    { label: 'Dark theme', icon: Moon, run: () => themeStore.set('dark') },
    { label: 'Theme of the system', icon: Monitor, run: () => themeStore.set('system') },
  );
  return commands;
}
