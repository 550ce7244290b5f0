/** Clients renew their access token when it has ended, and take a moment for it. */
const RENEWAL_SECONDS = 60;

interface IdleTimes {
  /** `REFRESH_IDLE_TTL`, seconds. */
  server: number;
  /** What the person has set, minutes; null: nothing (rulings 15). */
  ownMinutes: number | null;
  /** Life of an access token, seconds: a session is used at least so often by whoever is there. */
  accessToken: number;
}

/** After how many seconds without use a session ends. */
export function idleSeconds({ server, ownMinutes, accessToken }: IdleTimes): number {
  const asked = ownMinutes === null ? server : Math.min(server, ownMinutes * 60);
  return Math.max(asked, accessToken + RENEWAL_SECONDS);
}
