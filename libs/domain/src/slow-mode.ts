import type { RoomRole } from '#contract';

/** What slow mode is decided by. */
export interface SlowModeFacts {
  /** The role by which the sender acts here. */
  role: RoomRole | null;
  /** Least time between two messages of one person; 0: off. */
  slowModeSeconds: number;
  lastSentAt: Date | null;
  now: Date;
}

/** Whole seconds until the sender may send again; 0: at once. Owners and admins are exempt (R19, rulings 22). */
export function slowModeWait({ role, slowModeSeconds, lastSentAt, now }: SlowModeFacts): number {
  if (role === 'owner' || role === 'admin' || lastSentAt === null) return 0;
  const left = lastSentAt.getTime() + slowModeSeconds * 1000 - now.getTime();
  return Math.max(0, Math.ceil(left / 1000));
}
