import type { Account, AccountAction } from '#contract';
import { DoorOpen, KeyRound, LogOut, Pencil, ShieldOff, Trash2, type LucideIcon } from 'lucide-react';

/** What one can do with an account from its line. */
export type AccountTask = 'edit' | 'rooms' | 'password' | 'two-factor' | 'sessions' | 'erase';

interface Entry {
  task: AccountTask;
  label: string;
  icon: LucideIcon;
  danger?: boolean;
  /** Any of these rights opens it. */
  needs: readonly AccountAction[];
}

const ENTRIES: readonly Entry[] = [
  { task: 'edit', label: 'Edit', icon: Pencil, needs: ['account.edit', 'account.changeRole', 'account.deactivate'] },
  { task: 'rooms', label: 'Rooms', icon: DoorOpen, needs: ['account.assignRooms'] },
  { task: 'password', label: 'Reset the password', icon: KeyRound, needs: ['account.resetPassword'] },
  { task: 'two-factor', label: 'Reset two-factor sign-in', icon: ShieldOff, needs: ['account.resetTwoFactor'] },
  { task: 'sessions', label: 'Sign out everywhere', icon: LogOut, needs: ['account.endSessions'] },
  { task: 'erase', label: 'Delete for good', icon: Trash2, danger: true, needs: ['account.erase'] },
];

/** What the server lets me do with this account, and that there is something to do. */
export const tasksFor = ({ can, twoFactor }: Account): readonly Entry[] =>
  ENTRIES.filter(({ task, needs }) => needs.some((action) => can[action]) && (task !== 'two-factor' || twoFactor));
