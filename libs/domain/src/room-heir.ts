import type { RoomRole, ServerRole } from '#contract';

/** Somebody who takes part in a room. */
export interface Participation {
  userId: string;
  role: RoomRole;
  joinedAt: Date;
  /** The account is in use. */
  active: boolean;
  serverRole: ServerRole;
}

/** Who takes over, in this order; viewers only read along. */
const RANKS: readonly RoomRole[] = ['owner', 'admin', 'member'];

/**
 * Who owns a room once its last owner is gone (R18): the admin who has been there longest, else the member who has;
 * null when nobody is left who could look after it.
 */
export function heirOf(others: readonly Participation[]): Participation | null {
  const fit = others.filter(({ active, serverRole, role }) => active && serverRole !== 'kid' && RANKS.includes(role));
  const [heir] = fit.sort(
    (a, b) =>
      RANKS.indexOf(a.role) - RANKS.indexOf(b.role) ||
      a.joinedAt.getTime() - b.joinedAt.getTime() ||
      (a.userId < b.userId ? -1 : 1),
  );
  return heir ?? null;
}
