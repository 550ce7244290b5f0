/** How long one counts as having shown who one is (rulings 16). */
const CONFIRMED_MS = 10 * 60_000;

/** Whether somebody who last showed at `confirmedAt` who they are needs to do it again for what is dangerous. */
export const isConfirmed = (confirmedAt: Date | null, now: Date): boolean =>
  confirmedAt !== null && now.getTime() - confirmedAt.getTime() <= CONFIRMED_MS;
