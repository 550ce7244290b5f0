import { LogOut, Monitor, Moon, Settings, ShieldOff, Sun, Users } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../components/ui/menu.js';
import { useStore } from '../../lib/store.js';
import { themeStore } from '../../lib/theme.js';
import type { User } from '#contract';

const THEME_CHOICES = [
  { value: 'system', label: 'System', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

export interface UserMenuProps {
  user: User;
  onSettings(): void;
  /** For those who look after the server and its people. */
  onAdministration?: (() => void) | undefined;
  onSignOut(): void;
  onSignOutEverywhere(): void;
}

/** What is in the user's menu; it begins open, since somebody asked for it. */
export function UserMenuContent({
  user,
  trigger,
  onSettings,
  onAdministration,
  onSignOut,
  onSignOutEverywhere,
}: UserMenuProps & { trigger: ReactElement }) {
  const theme = useStore(themeStore);
  return (
    <Menu align="start" side="top" trigger={trigger} openAtOnce>
      <div className="px-2.5 pt-2 pb-2.5">
        <p className="truncate font-medium">{user.displayName}</p>
        <p className="truncate text-13 text-ink-faint">@{user.username}</p>
      </div>
      <MenuChoice label="Theme" value={theme} choices={THEME_CHOICES} onChange={(choice) => themeStore.set(choice)} />
      <MenuLine />
      <MenuItem icon={Settings} onSelect={onSettings}>
        Settings
      </MenuItem>
      {onAdministration && (
        <MenuItem icon={Users} onSelect={onAdministration}>
          Administration
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem icon={LogOut} onSelect={onSignOut}>
        Sign out
      </MenuItem>
      <MenuItem icon={ShieldOff} onSelect={onSignOutEverywhere}>
        Sign out everywhere
      </MenuItem>
    </Menu>
  );
}
