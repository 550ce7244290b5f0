import type { ServerRole } from '#contract';

/** Who makes a request. */
export interface Actor {
  userId: string;
  sessionId: string;
  role: ServerRole;
}

/** Where a request comes from. */
export interface Client {
  address: string;
  userAgent: string;
}
