import type { ServerRole, TokenScope } from '#contract';

/** Who makes a request. */
export interface Actor {
  userId: string;
  /** Of the sign-in or of the API token: what ends with it, and which sockets are closed then. */
  sessionId: string;
  role: ServerRole;
  /** What an API token may do; null: somebody signed in, who may do all that their roles allow. */
  scopes: readonly TokenScope[] | null;
  /** When the person last showed who they are; null for API tokens. */
  confirmedAt: Date | null;
  /** The server demands a second factor of this person, who has none: nothing but enrolling works (R7). */
  mustEnrol: boolean;
}

/** Whoever acts, by whatever credential. */
export type Acting = Pick<Actor, 'userId' | 'role'>;

/** Where a request comes from. */
export interface Client {
  address: string;
  userAgent: string;
}
