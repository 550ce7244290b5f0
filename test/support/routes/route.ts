import type { World } from './world.js';

export interface Route {
  /** A body that the route accepts as far as its shape goes. */
  body?: (w: World) => Record<string, unknown>;
  /** Values of `{id}` and the like, in the order of the path. */
  ids?: (w: World) => string[];
  /** Answers without credentials too. */
  open?: true;
  /** For admins: called as the first one. */
  admin?: true;
  /** Form encoded, with errors of its own (RFC 6749); see the suite about tokens. */
  form?: true;
  /** Its body is no JSON but bytes of another kind, which its own suite sends it. */
  raw?: true;
}

export type Routes = Record<string, Route>;
